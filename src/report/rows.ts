/**
 * A trace as a list of rows, before anybody thinks of columns: a step, a remark on why its unit stopped, or a gap
 * where steps were left out.
 */
import type { Trace } from "../scheduler/trace.js";
import { effectOf, leaving } from "./effects.js";
import { list, plural } from "./layout.js";
import type { Colour } from "./paint.js";

export type Row = StepRow | RemarkRow | TimeRow | GapRow;

export interface StepRow {
  readonly kind: "step";
  readonly unit: number;
  readonly index: number;
  readonly line: number;
  readonly text: string;
  readonly effect: string;
  readonly colour: Colour;
  /** Units that exist and have not ended before this step. */
  readonly alive: ReadonlySet<number>;
}

/** Belongs to the step before it. */
export interface RemarkRow {
  readonly kind: "remark";
  readonly unit: number;
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

export interface GapRow {
  readonly kind: "gap";
  readonly steps: number;
  readonly units: readonly number[];
  readonly alive: ReadonlySet<number>;
}

/** Every step, a remark wherever a unit stops, and the time that passes in between. */
export function rowsOf(trace: Trace): Row[] {
  const alive = new Set<number>();
  const rows: Row[] = [];
  trace.entries.forEach((entry, at) => {
    const { unit } = entry.transition;
    for (const transition of entry.enabled) alive.add(transition.unit);
    const time = (entry.clock ?? 0n) - (at === 0 ? 0n : (trace.entries[at - 1].clock ?? 0n));
    if (time > 0n) rows.push({ kind: "time", time, alive: new Set(alive) });
    const { text: effect, colour } = effectOf(entry);
    const { index, text, place } = entry;
    rows.push({ kind: "step", unit, index, line: place.line, text, effect, colour, alive: new Set(alive) });
    const left = leaving(trace, at);
    if (entry.ended !== null) alive.delete(unit);
    if (left !== null) rows.push({ kind: "remark", unit, ...left, alive: new Set(alive) });
  });
  return rows;
}

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
  return [...short.slice(0, HEAD), gap(short.slice(HEAD, -TAIL)), ...short.slice(-TAIL)];
}

/** Maximal stretches of steps of one unit without a remark; a remark stands alone. */
function runs(rows: readonly Row[]): Row[][] {
  const groups: Row[][] = [];
  for (const row of rows) {
    const last = groups.at(-1)?.at(-1);
    if (row.kind === "step" && last?.kind === "step" && last.unit === row.unit) groups.at(-1)?.push(row);
    else groups.push([row]);
  }
  return groups;
}

function shortenRun(run: readonly Row[]): readonly Row[] {
  if (run.length <= RUN_HEAD + RUN_TAIL + 1) return run;
  return [...run.slice(0, RUN_HEAD), gap(run.slice(RUN_HEAD, -RUN_TAIL)), ...run.slice(-RUN_TAIL)];
}

function gap(hidden: readonly Row[]): GapRow {
  const units = new Set<number>();
  let steps = 0;
  for (const row of hidden) {
    if (row.kind === "gap") for (const unit of row.units) units.add(unit);
    else if (row.kind === "step") units.add(row.unit);
    steps += row.kind === "gap" ? row.steps : row.kind === "step" ? 1 : 0;
  }
  const sorted = [...units].sort((a, b) => a - b);
  return { kind: "gap", steps, units: sorted, alive: hidden[hidden.length - 1].alive };
}

/** "… 14 steps more, all in producer" */
export function gapText(row: GapRow, name: (unit: number) => string): string {
  const names = row.units.length > 4 ? [plural(row.units.length, "unit")] : row.units.map(name);
  return `… ${plural(row.steps, "step")} more, ${row.units.length === 1 ? "all " : ""}in ${list(names)}`;
}
