/**
 * One run, as lanes:
 *
 *     step  line  ab            ba
 *        1    14  with lock_a:  │             acquires lock_a
 *                 ╰─ preempted here
 *        2    19  │             with lock_b:  acquires lock_b
 *
 * A column for each unit, and for each task of an event loop; what the step did at the right, and below a step why its
 * unit stopped. With many of them, or little room, one column for all and the name before it.
 */
import { laneName } from "../scheduler/actors.js";
import type { Actor } from "../scheduler/actors.js";
import type { Violation } from "../explorer/judging.js";
import type { Trace } from "../scheduler/trace.js";
import { headline } from "./headline.js";
import { cells, clip, hang, pad, plural, wrap } from "./layout.js";
import { blockedRows } from "./blocked.js";
import { shorten } from "./effects.js";
import { settings, stroke, unitColour } from "./paint.js";
import type { Colour, Paint, ReportOptions } from "./paint.js";
import { secondsText } from "../scheduler/clock.js";
import { elide, gapText, lanesOf, rowsOf } from "./rows.js";
import type { RemarkRow, Row, StepRow } from "./rows.js";

const LANES_MAX = 4;
const TEXT_MAX = 34;
const TEXT_MIN = 12;
const EFFECT_MIN = 24;
const EFFECT_MAX = 36;
/** Steps that may take two lines each to stay in lanes. */
const BELOW_MAX = 12;
const GAP = "  ";

/** The geometry of one trace: where what stands. */
interface Layout {
  readonly rows: readonly Row[];
  /** The lanes, from the left; empty: the compact form. */
  readonly lanes: readonly number[];
  /** Widths of step number and line number. */
  readonly numbers: readonly [number, number];
  /** Of each lane; of the compact form: unit name, text. */
  readonly widths: readonly number[];
  /** The effect stands below the text, not beside it. */
  readonly below: boolean;
  readonly width: number;
  readonly paint: Paint;
  readonly name: (lane: number) => string;
}

const INDENT = "  ";

interface TraceOptions extends ReportOptions {
  /** The step after which the run cannot end well. */
  readonly noReturn?: number | null;
}

/** The lines of the table. Without steps: a line that says so. */
export function traceTable(trace: Trace, options: TraceOptions = {}): string[] {
  if (trace.entries.length === 0) return [`${INDENT}no step at all`];
  const layout = arrange(trace, options);
  return [header(layout), ...layout.rows.flatMap((row) => lines(layout, row))];
}

function arrange(trace: Trace, options: TraceOptions): Layout {
  const { width, paint, full } = settings(options);
  const actors = lanesOf(trace);
  const all = rowsOf(trace, actors, options.noReturn ?? null);
  const rows = full ? all : elide(all);
  const steps = rows.filter((row) => row.kind === "step");
  const name = (lane: number): string => laneName(trace, actors[lane]);
  const numbers = [
    numberWidth(
      "step",
      steps.map(({ index }) => index),
    ),
    numberWidth(
      "line",
      steps.map(({ line }) => line),
    ),
  ] as const;
  const base = { rows, numbers, width, paint, name };
  const lanes = [...new Set(all.flatMap((row) => ("lane" in row ? [row.lane] : [])))].sort((a, b) => a - b);
  const room = width - left(numbers);
  const short = (lane: number): string => shortName(trace, actors, lane);
  return inLanes(base, lanes, steps, room) ?? inOneColumn({ ...base, name: short }, steps, room);
}

/** Where only one unit has tasks, their own names say enough. */
function shortName(trace: Trace, actors: readonly Actor[], lane: number): string {
  const loops = new Set(actors.flatMap(({ unit, task }) => (task === null ? [] : [unit])));
  return (loops.size === 1 ? actors[lane].task : null) ?? laneName(trace, actors[lane]);
}

type Base = Omit<Layout, "lanes" | "widths" | "below">;

/**
 * Beside one another if there is room, at the price of a few effects that take two lines; else the effect below its
 * step; null if even so the lanes get too narrow.
 */
function inLanes(base: Base, lanes: readonly number[], steps: readonly StepRow[], room: number): Layout | null {
  if (lanes.length > LANES_MAX) return null;
  const own = lanes.map((lane) => steps.filter((step) => step.lane === lane));
  const texts = own.map((rows, i) =>
    widest(
      rows.map(({ text }) => text),
      base.name(lanes[i]),
    ),
  );
  const between = GAP.length * (lanes.length - 1);
  const inRoom = room - between - GAP.length - effectRoom(steps);
  const beside =
    fit(
      texts.map((w) => Math.min(w, TEXT_MAX)),
      inRoom,
      1,
    ) ?? fit(texts, inRoom, 0.85);
  if (beside !== null) return { ...base, lanes, widths: beside, below: false };
  const both = texts.map((w, i) =>
    Math.max(
      w,
      widest(
        own[i].map(({ effect }) => effect),
        "",
      ),
    ),
  );
  const below = fit(both, room - between, 0.75);
  return below === null || steps.length > BELOW_MAX ? null : { ...base, lanes, widths: below, below: true };
}

/** What the effects need: all of them in one line, but for the longest quarter. */
function effectRoom(steps: readonly StepRow[]): number {
  const sorted = steps.map(({ effect }) => cells(effect)).sort((a, b) => a - b);
  const most = sorted[sorted.length - 1];
  return Math.min(most, Math.max(EFFECT_MIN, sorted[Math.ceil(sorted.length * 0.75) - 1]));
}

/** The widths as they are, or cut down evenly to the room; null when that takes more than the tolerated share of any. */
function fit(widths: readonly number[], room: number, tolerated: number): number[] | null {
  if (widths.reduce((a, b) => a + b, 0) <= room) return [...widths];
  let most = Math.max(...widths);
  while (most > TEXT_MIN && widths.reduce((sum, w) => sum + Math.min(w, most), 0) > room) most -= 1;
  const cut = widths.map((w) => Math.min(w, most));
  const fits = cut.reduce((a, b) => a + b, 0) <= room && cut.every((w, i) => w >= tolerated * widths[i]);
  return fits ? cut : null;
}

function inOneColumn(base: Base, steps: readonly StepRow[], room: number): Layout {
  const names = Math.min(
    24,
    widest(
      steps.map(({ lane }) => base.name(lane)),
      "unit",
    ),
  );
  const text = widest(
    steps.map((step) => step.text),
    "",
  );
  const rest = room - names - 2 * GAP.length - Math.min(effectRoom(steps), EFFECT_MAX);
  return {
    ...base,
    lanes: [],
    widths: [names, Math.min(text, Math.max(TEXT_MIN, Math.min(TEXT_MAX, rest)))],
    below: false,
  };
}

function widest(texts: readonly string[], least: string): number {
  return Math.max(cells(least), ...texts.map(cells));
}

function numberWidth(title: string, numbers: readonly number[]): number {
  return Math.max(title.length, ...numbers.map((number) => String(number).length));
}

/** Columns before the first lane. */
function left(numbers: readonly [number, number]): number {
  return INDENT.length + numbers[0] + GAP.length + numbers[1] + GAP.length;
}

/** The column where a lane begins; of the compact form where the text begins. */
function start(layout: Layout, lane: number): number {
  const before =
    layout.lanes.length === 0 ? layout.widths.slice(0, 1) : layout.widths.slice(0, layout.lanes.indexOf(lane));
  return left(layout.numbers) + before.reduce((sum, width) => sum + width + GAP.length, 0);
}

function header(layout: Layout): string {
  const { lanes, numbers, widths, paint, name } = layout;
  const count = paint.dim(
    `${INDENT}${pad("step", numbers[0], "right")}${GAP}${pad("line", numbers[1], "right")}${GAP}`,
  );
  if (lanes.length === 0) return count + paint.dim("unit");
  return (
    count +
    titles(
      layout,
      lanes.map((lane, i) => clip(name(lane), widths[i])),
    )
  );
}

function titles({ lanes, widths, paint }: Layout, names: readonly string[]): string {
  return names
    .map((text, i) =>
      stroke(paint, "bold", stroke(paint, unitColour(lanes[i]), i === names.length - 1 ? text : pad(text, widths[i]))),
    )
    .join(GAP);
}

function lines(layout: Layout, row: Row): string[] {
  switch (row.kind) {
    case "step":
      return layout.lanes.length === 0 ? compactStep(layout, row) : laneStep(layout, row);
    case "remark":
      return remark(layout, row);
    case "time":
      return [interlude(layout, `${secondsText(row.time)} later`)];
    case "loop":
      return [interlude(layout, row.text)];
    case "gap":
      return [interlude(layout, gapText(row, layout.name))];
  }
}

function counts({ numbers, paint }: Layout, row: StepRow): string {
  const step = pad(String(row.index), numbers[0], "right");
  const line = pad(String(row.line), numbers[1], "right");
  return `${INDENT}${step}${GAP}${paint.dim(line)}${GAP}`;
}

function laneStep(layout: Layout, row: StepRow): string[] {
  const { lanes, widths, paint, below } = layout;
  const own = lanes.indexOf(row.lane);
  const colour = unitColour(row.lane);
  const columns = lanes.map((lane, i) =>
    i === own
      ? stroke(paint, colour, pad(clip(row.text, widths[i]), widths[i]))
      : idle(layout, lane, row.alive, widths[i]),
  );
  const source = counts(layout, row) + columns.join(GAP);
  if (!below) return effectBeside(layout, row, source);
  if (row.effect === "") return [source.trimEnd()];
  const bars = lanes
    .slice(0, own)
    .map((lane, i) => idle(layout, lane, row.alive, widths[i]) + GAP)
    .join("");
  const indent = " ".repeat(left(layout.numbers)) + bars;
  return [
    source.trimEnd(),
    ...wrap(row.effect, layout.width - start(layout, row.lane)).map((line) => indent + stroke(paint, row.colour, line)),
  ];
}

/** The mark of a unit that exists but does not act. */
function idle({ paint }: Layout, lane: number, alive: ReadonlySet<number>, width: number): string {
  return alive.has(lane) ? paint.dim("│") + " ".repeat(width - 1) : " ".repeat(width);
}

function effectBeside(layout: Layout, row: StepRow, source: string): string[] {
  if (row.effect === "") return [source.trimEnd()];
  const at = left(layout.numbers) + layout.widths.reduce((sum, width) => sum + width + GAP.length, 0);
  const [first, ...more] = wrap(row.effect, Math.max(TEXT_MIN, layout.width - at));
  const painted = (line: string): string => stroke(layout.paint, row.colour, line);
  return [source + GAP + painted(first), ...more.map((line) => " ".repeat(at) + painted(line))];
}

function compactStep(layout: Layout, row: StepRow): string[] {
  const { widths, paint, name } = layout;
  const unit = stroke(paint, unitColour(row.lane), pad(clip(name(row.lane), widths[0]), widths[0]));
  return effectBeside(layout, row, `${counts(layout, row)}${unit}${GAP}${pad(clip(row.text, widths[1]), widths[1])}`);
}

/** "╰─ why" below the step, in its lane; moved to the left, and with the unit's name, if it does not fit there. */
function remark(layout: Layout, row: RemarkRow): string[] {
  const { lanes, width, paint } = layout;
  const text = `╰─ ${row.text}`;
  const own = start(layout, row.lane);
  if (lanes.length === 0 || own + cells(text) <= width) {
    const at = lanes.length === 0 ? left(layout.numbers) : own;
    const bars = lanes
      .filter((lane) => start(layout, lane) < at)
      .map((lane) => idle(layout, lane, row.alive, layout.widths[lanes.indexOf(lane)]) + GAP);
    const indent = " ".repeat(left(layout.numbers)) + bars.join("");
    return hang("", text, width - at).map(
      (line, i) => indent + stroke(paint, row.colour, (i === 0 ? "" : "   ") + line),
    );
  }
  const named = `╰─ ${layout.name(row.lane)} ${row.text}`;
  const moved = left(layout.numbers) + cells(named) <= width ? named : text;
  const at = Math.max(left(layout.numbers), width - cells(moved));
  return hang(" ".repeat(at), moved, width).map((line) => stroke(paint, row.colour, line));
}

/** A line of its own between two steps. */
function interlude(layout: Layout, text: string): string {
  return " ".repeat(left(layout.numbers)) + layout.paint.dim(text);
}

/** A whole run for `sim run` and `sim replay`: how it ended and what it violates first, then the table, then what is left. */
export function traceReport(
  trace: Trace,
  file: string,
  title: string,
  options: ReportOptions = {},
  violations: readonly Violation[] = [],
): string {
  const { width, paint } = settings(options);
  const { label, colour } = ending(trace, violations.length > 0);
  const time = trace.clock === null ? [] : [secondsText(trace.clock)];
  const facts = [scheduleFacts(trace), ...time].join(", ");
  const blocked = blockedRows(trace, trace.blocked, width, paint);
  return [
    ...headline(label, colour, file, title, width, paint),
    ...violations
      .flatMap((violation) => hang("  ", violationText(violation), width))
      .map((line) => stroke(paint, "red", line)),
    "",
    ...printedBefore(trace, width),
    ...traceTable(trace, options),
    ...(blocked.length > 0 ? ["", ...blocked] : []),
    "",
    ...valueLines(trace, width),
    `${INDENT}${paint.dim("schedule")} ${paint.bold(trace.schedule)} ${paint.dim(`· ${facts}`)}`,
    "",
  ].join("\n");
}

function printedBefore({ printed, units }: Trace, width: number): string[] {
  if (printed.length === 0) return [];
  const who = (unit: number | null): string => (unit === null ? "the module" : units[unit].name);
  const said = printed.map(({ unit, text }) => `${who(unit)} prints ${shorten(JSON.stringify(text))}`);
  return [...hang(`${INDENT}before the first step `, said.join("; "), width), ""];
}

/** "7 steps, 1 preemption, then again from step 3" */
export function scheduleFacts({ entries, preemptions, loop }: Trace): string {
  const again = loop === null ? [] : [`then again from step ${loop + 1}`];
  return [plural(entries.length, "step"), plural(preemptions, "preemption"), ...again].join(", ");
}

function violationText({ text, step }: Violation): string {
  if (step === null) return `${text} on this run`;
  return `${text} ${step === 0 ? "from the start" : `after step ${step}`}`;
}

function ending({ end, loop }: Trace, violated: boolean): { label: string; colour: Colour } {
  if (violated && (loop !== null || end === "completed" || end === "stopped"))
    return { label: "✗ violated", colour: "red" };
  if (loop !== null) return { label: "↻ repeats for ever", colour: "yellow" };
  switch (end) {
    case "completed":
      return { label: "✓ completed", colour: "green" };
    case "deadlocked":
    case "failed":
      return { label: `✗ ${end}`, colour: "red" };
    case "stopped":
      return { label: "? stopped before the end", colour: "yellow" };
  }
}

function valueLines(trace: Trace, width: number): string[] {
  const values = trace.outcome.map(({ label, value }) => `${label} = ${value}`);
  return values.length === 0 ? [] : hang(`${INDENT}outcome `, values.join(", "), width);
}
