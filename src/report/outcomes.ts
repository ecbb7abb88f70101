/** The complete set of results, each with its share of all interleavings and a schedule that leads to it. */
import type { Exploration, Outcome } from "../explorer/exploration.js";
import { clip, plural, portion, thousands } from "./layout.js";
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
  return [paint.bold(title), ...outcomeTable(shown, width, paint), ...more(outcomes.length - shown.length, paint)];
}

function more(hidden: number, paint: Paint): string[] {
  return hidden > 0 ? [paint.dim(`  and ${thousands(hidden)} more (--full, or --json, has all)`)] : [];
}

/**
 * How runs ended is shown unless all of them completed. Schedules are never cut, they are there to be copied: without
 * room at the right each stands below its outcome.
 */
function outcomeTable(outcomes: readonly Outcome[], width: number, paint: Paint): string[] {
  const ended = outcomes.some(({ end }) => end !== "completed") || outcomes[0].values.length === 0;
  const columns = columnsOf(outcomes[0], ended);
  const rows = outcomes.map((outcome) => cellsOf(outcome, ended));
  if (tableWidth(columns, rows) <= width) return table(columns, rows, paint);
  const [header, ...lines] = table(
    columns.slice(0, -1),
    rows.map((row) => row.slice(0, -1)),
    paint,
  );
  return [clip(header, width), ...lines.flatMap((line, i) => [line, paint.dim(`    ${outcomes[i].schedule}`)])];
}

function columnsOf(outcome: Outcome, ended: boolean): Column[] {
  const values = outcome.values.map(({ label }): Column => ({ title: clip(label, VALUE_MAX), max: VALUE_MAX }));
  const numbers = ["interleavings", "share", "preemptions"].map((title): Column => ({ title, align: "right" }));
  return [...values, ...(ended ? [{ title: "end" }] : []), ...numbers, { title: "schedule" }];
}

function cellsOf(outcome: Outcome, ended: boolean): Cell[] {
  const unknown: Cell = { text: "?", colour: "dim" };
  return [
    ...outcome.values.map(({ value }): Cell => ({ text: value, colour: "bold" })),
    ...(ended ? [ends[outcome.end]] : []),
    outcome.interleavings === null ? unknown : { text: thousands(outcome.interleavings) },
    outcome.share === null ? unknown : { text: portion(outcome.share) },
    { text: String(outcome.preemptions) },
    { text: outcome.schedule, colour: "dim" },
  ];
}
