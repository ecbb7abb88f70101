/**
 * A trace as a list of rows, before anybody thinks of columns: a step, a remark on why its unit stopped, or a gap
 * where steps were left out.
 */
import { actorOf, sameActor } from "../scheduler/actors.js";
import type { Actor } from "../scheduler/actors.js";
import type { Trace } from "../scheduler/trace.js";
import { effectOf, leaving } from "./effects.js";
import { list, plural } from "./layout.js";
import type { Colour } from "./paint.js";

export type Row = StepRow | RemarkRow | TimeRow | LoopRow | GapRow;

/** Lanes are numbered: see lanesOf. `lane`: whose row it is; `alive`: which exist and have not ended by then. */
export interface StepRow {
  readonly kind: "step";
  readonly lane: number;
  readonly index: number;
  readonly line: number;
  readonly text: string;
  readonly effect: string;
  readonly colour: Colour;
  readonly alive: ReadonlySet<number>;
}

/** Belongs to the step before it. */
export interface RemarkRow {
  readonly kind: "remark";
  readonly lane: number;
  readonly text: string;
  readonly colour: Colour;
  readonly alive: ReadonlySet<number>;
}

/** Time passes before the next step. */
export interface TimeRow {
  readonly kind: "time";
  readonly time: bigint;
  readonly alive: ReadonlySet<number>;
}

/** Where what is repeated for ever begins, and where it ends. */
export interface LoopRow {
  readonly kind: "loop";
  readonly text: string;
  readonly alive: ReadonlySet<number>;
}

export interface GapRow {
  readonly kind: "gap";
  readonly steps: number;
  readonly lanes: readonly number[];
  readonly alive: ReadonlySet<number>;
}

/** One for each unit, and behind them one for each task that took a step, in the order in which they did. */
export function lanesOf(trace: Trace): readonly Actor[] {
  const lanes: Actor[] = trace.units.map((_, unit) => ({ unit, task: null }));
  for (const actor of trace.entries.map(actorOf)) if (!lanes.some((lane) => sameActor(lane, actor))) lanes.push(actor);
  return lanes;
}

/**
 * Every step, a remark wherever a unit, or a task, stops, the time that passes in between, and what is repeated for
 * ever; and a remark below step number `noReturn`.
 */
export function rowsOf(trace: Trace, lanes: readonly Actor[] = lanesOf(trace), noReturn: number | null = null): Row[] {
  const units = new Set<number>();
  const done = new Set<number>();
  const rows: Row[] = [];
  const alive = (): Set<number> =>
    new Set(lanes.flatMap(({ unit }, lane) => (units.has(unit) && !done.has(lane) ? [lane] : [])));
  trace.entries.forEach((entry, at) => {
    const lane = lanes.findIndex((each) => sameActor(each, actorOf(entry)));
    for (const transition of entry.enabled) units.add(transition.unit);
    if (at === trace.loop) rows.push({ kind: "loop", text: "from here on it repeats for ever:", alive: alive() });
    const time = (entry.clock ?? 0n) - (at === 0 ? 0n : (trace.entries[at - 1].clock ?? 0n));
    if (time > 0n) rows.push({ kind: "time", time, alive: alive() });
    const { text: effect, colour } = effectOf(entry);
    const { index, text, place } = entry;
    rows.push({ kind: "step", lane, index, line: place.line, text, effect, colour, alive: alive() });
    const left = leaving(trace, at);
    if (entry.ended !== null) units.delete(entry.transition.unit);
    lanes.forEach(({ unit, task }, each) => {
      if (unit === entry.transition.unit && task !== null && !entry.tasks.includes(task)) done.add(each);
    });
    if (index === noReturn) rows.push({ kind: "remark", lane, ...inevitable, alive: alive() });
    if (left !== null) rows.push({ kind: "remark", lane, ...left, alive: alive() });
  });
  if (trace.loop !== null) rows.push({ kind: "loop", text: `and again from step ${trace.loop + 1}`, alive: alive() });
  return rows;
}

const inevitable = { text: "from here on it cannot end well", colour: "red" } as const;

const RUN_HEAD = 3;
const RUN_TAIL = 4;
const ROWS_MAX = 44;
const HEAD = 14;
const TAIL = 26;

/**
 * Leaves out what a reader would skip: the middle of a long run of one unit; then, if there still is too much, the
 * middle of the whole. The end, where the defect shows, keeps most.
 */
export function elide(rows: readonly Row[]): Row[] {
  const short = runs(rows).flatMap((run) => shortenRun(run));
  if (short.length <= ROWS_MAX) return short;
  return [...short.slice(0, HEAD), ...gaps(short.slice(HEAD, -TAIL)), ...short.slice(-TAIL)];
}

/** A gap instead of the rows; two where what is repeated for ever begins among them. */
function gaps(hidden: readonly Row[]): Row[] {
  const at = hidden.findIndex(({ kind }) => kind === "loop");
  const parts = at < 0 ? [hidden] : [hidden.slice(0, at), hidden.slice(at + 1)];
  const [before, ...after] = parts.map((rows) => (rows.length === 0 ? [] : [gap(rows)]));
  return at < 0 ? before : [...before, hidden[at], ...after.flat()];
}

/** Maximal stretches of steps of one lane without a remark; a remark stands alone. */
function runs(rows: readonly Row[]): Row[][] {
  const groups: Row[][] = [];
  for (const row of rows) {
    const last = groups.at(-1)?.at(-1);
    if (row.kind === "step" && last?.kind === "step" && last.lane === row.lane) groups.at(-1)?.push(row);
    else groups.push([row]);
  }
  return groups;
}

function shortenRun(run: readonly Row[]): readonly Row[] {
  if (run.length <= RUN_HEAD + RUN_TAIL + 1) return run;
  return [...run.slice(0, RUN_HEAD), gap(run.slice(RUN_HEAD, -RUN_TAIL)), ...run.slice(-RUN_TAIL)];
}

function gap(hidden: readonly Row[]): GapRow {
  const lanes = new Set<number>();
  let steps = 0;
  for (const row of hidden) {
    if (row.kind === "gap") for (const lane of row.lanes) lanes.add(lane);
    else if (row.kind === "step") lanes.add(row.lane);
    steps += row.kind === "gap" ? row.steps : row.kind === "step" ? 1 : 0;
  }
  const sorted = [...lanes].sort((a, b) => a - b);
  return { kind: "gap", steps, lanes: sorted, alive: hidden[hidden.length - 1].alive };
}

/** "… 14 steps more, all in producer" */
export function gapText(row: GapRow, name: (lane: number) => string): string {
  const names = row.lanes.length > 4 ? [plural(row.lanes.length, "unit")] : row.lanes.map(name);
  return `… ${plural(row.steps, "step")} more, ${row.lanes.length === 1 ? "all " : ""}in ${list(names)}`;
}
