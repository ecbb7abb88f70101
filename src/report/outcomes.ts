/** The complete set of results, each with its share of all interleavings and a schedule that leads to it. */
import { thousands } from "../programs/thousands.js";
import type { Exploration, Outcome } from "../explorer/exploration.js";
import { brief, clip, hang, plural, portion } from "./layout.js";
import { seenCells, seenColumns } from "./sample.js";
import { settings } from "./paint.js";
import type { Paint, ReportOptions } from "./paint.js";
import { table, tableWidth } from "./table.js";
import type { Cell, Column } from "./table.js";

const ROWS_MAX = 20;
const VALUE_MAX = 30;
const ends: Readonly<Record<Outcome["end"], Cell>> = {
  completed: { text: "completed" },
  deadlocked: { text: "deadlocked", colour: "red" },
  failed: { text: "failed", colour: "red" },
};

/** The section "outcomes"; a search that was stopped says that there may be more. */
export function outcomeSection(exploration: Exploration, options: ReportOptions = {}): string[] {
  const { outcomes, statistics } = exploration;
  if (outcomes.length === 0) return [];
  const { paint, full, width } = settings(options);
  const shown = full ? outcomes : outcomes.slice(0, ROWS_MAX);
  const title = `${plural(outcomes.length, "outcome")}${statistics.complete ? "" : " so far"}`;
  return [
    paint.bold(title),
    ...outcomeTable(shown, shapeOf(outcomes, statistics.interleavings), width, paint),
    ...more(outcomes.length - shown.length, paint),
  ];
}

function more(hidden: number, paint: Paint): string[] {
  return hidden > 0 ? [paint.dim(`  and ${thousands(hidden)} more (--full, or --json, has all)`)] : [];
}

/**
 * How runs ended is shown unless all of them completed. Schedules are never cut, they are there to be copied: without
 * room at the right each stands below its outcome. Huge counts are rounded, and many values share one column.
 */
function outcomeTable(outcomes: readonly Outcome[], exact: Shape, width: number, paint: Paint): string[] {
  const shape = { ...exact, rounded: true };
  const apart = laidOut(outcomes, exact, width, paint) ?? laidOut(outcomes, shape, width, paint);
  if (apart !== null) return apart;
  const together = outcomes.map((outcome) => ({ ...outcome, values: [tupleOf(outcome)] }));
  const names = outcomes[0].values.map(({ label }) => label).join(", ");
  return [
    ...hang("  values: ", names, width).map(paint.dim),
    ...(laidOut(together, shape, width, paint) ?? cutOff(together, shape, width, paint)),
  ];
}

/** With the schedule in a column, or below each row; null if that is too wide. */
function laidOut(outcomes: readonly Outcome[], shape: Shape, width: number, paint: Paint): string[] | null {
  const columns = columnsOf(outcomes[0], shape);
  const rows = outcomes.map((outcome) => cellsOf(outcome, shape));
  if (tableWidth(columns, rows) <= width) return table(columns, rows, paint);
  const short = rows.map((row) => row.slice(0, -1));
  if (tableWidth(columns.slice(0, -1), short) > width) return null;
  return schedulesBelow(outcomes, table(columns.slice(0, -1), short, paint), paint);
}

function schedulesBelow(outcomes: readonly Outcome[], [header, ...lines]: readonly string[], paint: Paint): string[] {
  return [header, ...lines.flatMap((line, i) => [line, paint.dim(`    ${outcomes[i].schedule}`)])];
}

/** Values as wide as the other columns let them be. */
function cutOff(outcomes: readonly Outcome[], shape: Shape, width: number, paint: Paint): string[] {
  const columns = columnsOf(outcomes[0], shape).slice(0, -1);
  const rows = outcomes.map((outcome) => cellsOf(outcome, shape).slice(0, -1));
  const others =
    tableWidth(
      columns.slice(1),
      rows.map((row) => row.slice(1)),
    ) + 2;
  const [first, ...rest] = columns;
  return schedulesBelow(
    outcomes,
    table([{ ...first, max: Math.max(12, width - others) }, ...rest], rows, paint),
    paint,
  );
}

function tupleOf({ values }: Outcome): Outcome["values"][number] {
  return { label: "values", value: `(${values.map(({ value }) => value).join(", ")})` };
}

/** Columns that say nothing are left out. */
interface Shape {
  readonly ended: boolean;
  readonly counted: boolean;
  /** Counts of many digits are. */
  readonly rounded: boolean;
  /** All complete interleavings, if they were counted. */
  readonly total: bigint | null;
}

function shapeOf(outcomes: readonly Outcome[], total: bigint | null): Shape {
  return {
    ended: outcomes.some(({ end }) => end !== "completed") || outcomes[0].values.length === 0,
    counted: outcomes.some(({ interleavings }) => interleavings !== null),
    rounded: false,
    total,
  };
}

function columnsOf(outcome: Outcome, { ended, counted }: Shape): Column[] {
  const values = outcome.values.map(({ label }): Column => ({ title: clip(label, VALUE_MAX), max: VALUE_MAX }));
  const numbers = [...(counted ? ["interleavings", "share"] : []), "preemptions"];
  return [
    ...values,
    ...(ended ? [{ title: "end" }] : []),
    ...(outcome.seen === undefined ? [] : seenColumns),
    ...numbers.map((title): Column => ({ title, align: "right" })),
    { title: "schedule" },
  ];
}

function cellsOf(outcome: Outcome, { ended, counted, rounded, total }: Shape): Cell[] {
  const unknown: Cell = { text: "?", colour: "dim" };
  const counts: Cell[] = [
    outcome.interleavings === null ? unknown : { text: (rounded ? brief : thousands)(outcome.interleavings) },
    outcome.interleavings === null || total === null ? unknown : { text: portion(outcome.interleavings, total) },
  ];
  return [
    ...outcome.values.map(({ value }): Cell => ({ text: value, colour: "bold" })),
    ...(ended ? [ends[outcome.end]] : []),
    ...(counted ? counts : []),
    ...seenCells(outcome),
    { text: String(outcome.preemptions) },
    { text: outcome.schedule, colour: "dim" },
  ];
}
