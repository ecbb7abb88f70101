/** A comparison of strategies for people at a terminal: a table, which to use and why, and how the recommended one runs. */
import type { BoundKind, Comparison, Row } from "../comparing/comparison.js";
import { barOf, duration, largest, percent, threeDigits } from "./figures.js";
import { ganttLines } from "./gantt.js";
import { headline } from "./headline.js";
import { hang, plural } from "./layout.js";
import { settings, stroke } from "./paint.js";
import type { Paint, ReportOptions } from "./paint.js";
import { table, tableWidth } from "./table.js";
import type { Cell, Column } from "./table.js";

/** Before the recommended strategy, and before the others. */
const MARK = "→ ";
const UNMARKED = "  ";
const NAME_MAX = 24;
const BAR_MAX = 16;
const BAR_MIN = 4;

/** In the table: what is to blame, in a word. */
export const bounds: Readonly<Record<BoundKind, string>> = {
  io: "I/O",
  cpu: "cores",
  gil: "the GIL",
  lock: "locks",
  start: "overhead",
  amdahl: "serial part",
  workers: "workers",
};

const jobsDo: Readonly<Record<Comparison["bound"], string>> = {
  io: "which mostly wait for I/O",
  cpu: "which mostly compute",
  mixed: "which compute and wait for I/O",
};

/** The whole report, ending in a line end. */
export function comparisonReport(
  comparison: Comparison,
  file: string,
  title: string,
  options: ReportOptions = {},
): string {
  const { width, paint, full } = settings(options);
  const { jobs, cores, rows, recommended, bound, notes } = comparison;
  const use = recommended === null ? null : rows[recommended];
  const charted = full ? rows : rows.filter((_, i) => i === recommended);
  const sections = [
    [
      ...headline(
        use === null ? "no strategy" : use.name,
        use === null ? "yellow" : "green",
        file,
        title,
        width,
        paint,
      ),
      ...hang("  ", `${plural(jobs, "job")}, ${jobsDo[bound]}, on ${plural(cores, "core")}`, width).map(paint.dim),
    ],
    comparisonTable(comparison, width, paint),
    advice(comparison, width, paint),
    breakEven(comparison, width, paint),
    notes.flatMap((note) => hang("note: ", note, width).map(paint.dim)),
    ...charted.map((row) => chart(row, options, width, paint)),
  ];
  return `${sections
    .filter((section) => section.length > 0)
    .map((section) => section.join("\n"))
    .join("\n\n")}\n`;
}

interface Field extends Column {
  /** Left out in this order, the lowest first, where there is no room for all. */
  readonly rank: number;
  readonly cell: (row: Row) => Cell;
}

const failedCell: Cell = { text: "" };

/** A cell for a figure, which a strategy that came to no end does not have. */
function figure(title: string, rank: number, text: (row: Row) => string): Field {
  return { title, rank, align: "right", cell: (row) => (row.failed === null ? { text: text(row) } : failedCell) };
}

const band = ({ band: both }: Row): string =>
  both === null ? "" : `${duration(both[0] * 1e9)} … ${duration(both[1] * 1e9)}`;

function fields({ rows, recommended }: Comparison, bar: number): Field[] {
  const slowest = largest(rows.map(({ seconds, failed }) => (failed === null ? seconds : 0)));
  const marked = (row: Row): boolean => row === rows[recommended ?? -1];
  const all: Field[] = [
    {
      title: `${UNMARKED}strategy`,
      rank: 9,
      max: NAME_MAX,
      cell: (row) => ({
        text: (marked(row) ? MARK : UNMARKED) + row.name,
        colour: marked(row) ? "green" : row.worthIt ? null : "dim",
      }),
    },
    {
      title: "time",
      rank: 9,
      align: "right",
      cell: (row) => (row.failed === null ? { text: duration(row.seconds * 1e9) } : { text: "failed", colour: "red" }),
    },
    {
      title: "",
      rank: 3,
      cell: (row) =>
        row.failed === null
          ? { text: barOf(row.seconds, slowest, bar), colour: marked(row) ? "green" : "dim" }
          : failedCell,
    },
    ...(rows.some((row) => row.band !== null) ? [figure("from … to", 0, band)] : []),
    figure("speed-up", 8, ({ speedup }) => `${threeDigits(speedup)}×`),
    figure("eff.", 2, ({ efficiency, strategy }) => (strategy.kind === "asyncio" ? "" : percent(efficiency))),
    figure("cores", 5, ({ cores }) => percent(cores)),
    ...(rows.some((row) => row.gil !== null)
      ? [figure("GIL", 4, ({ gil }) => (gil === null ? "–" : percent(gil)))]
      : []),
    {
      title: "limited by",
      rank: 7,
      cell: (row) => (row.failed === null ? { text: bounds[row.bound.kind] } : failedCell),
    },
  ];
  return all;
}

/** As many columns as there is room for; the bars take what is left. */
function comparisonTable(comparison: Comparison, width: number, paint: Paint): string[] {
  const { rows } = comparison;
  const cellsOf = (shown: readonly Field[]): Cell[][] => rows.map((row) => shown.map(({ cell }) => cell(row)));
  const wide = (shown: readonly Field[]): number => tableWidth(shown, cellsOf(shown), 0);
  let bar = BAR_MAX;
  let shown = fields(comparison, bar);
  while (bar > BAR_MIN && wide(shown) > width) shown = fields(comparison, (bar -= 1));
  while (wide(shown) > width && shown.some(({ rank }) => rank < 9)) {
    const least = Math.min(...shown.map(({ rank }) => rank));
    shown = shown.filter(({ rank }) => rank > least);
  }
  return table(shown, cellsOf(shown), paint, 0);
}

/** "Use threads(8): …", what limits it, and why others failed. */
function advice({ rows, recommended, why }: Comparison, width: number, paint: Paint): string[] {
  const use = recommended === null ? null : rows[recommended];
  const advised =
    use === null
      ? hang("", why, width)
      : hang("", `Use ${use.name}: ${why}`, width).map((line, i) => (i === 0 ? strong(line, use.name, paint) : line));
  const told = use?.strategy.kind === "sequential" ? fastestOther(rows) : use;
  const limits = told === null || told.bound.sentence === "" ? [] : hang("", sentence(told), width);
  const failures = rows.flatMap(({ name, failed }) =>
    failed === null ? [] : hang("✗ ", `${name}: ${failed}`, width).map((line) => stroke(paint, "red", line)),
  );
  return [...advised, ...limits, ...failures];
}

/** What keeps it from being worth it is what one wants to know of who stays sequential. */
function fastestOther(rows: readonly Row[]): Row | null {
  const others = rows.filter(({ strategy: { kind }, failed }) => kind !== "sequential" && failed === null);
  return others.reduce<Row | null>((best, row) => (best === null || row.seconds < best.seconds ? row : best), null);
}

function strong(line: string, name: string, paint: Paint): string {
  const head = `Use ${name}:`;
  return line.startsWith(head) ? paint.bold(head) + line.slice(head.length) : line;
}

/** What holds the strategy back. */
function sentence({ name, bound }: Row): string {
  return `${name} is limited by ${bounds[bound.kind]}: ${bound.sentence}`;
}

/** What all units together waited for. */
function waiting({ waits }: Row): string {
  const time = (seconds: number): string => duration(seconds * 1e9);
  return `waited in all: for the GIL ${time(waits.gil)}, for locks ${time(waits.locks)}, for I/O ${time(waits.io)}`;
}

function breakEven({ breakEven: points }: Comparison, width: number, paint: Paint): string[] {
  if (points.length === 0) return [];
  return [paint.bold("break-even"), ...points.flatMap((point) => hang("  · ", point, width))];
}

function chart(row: Row, options: ReportOptions, width: number, paint: Paint): string[] {
  const lines = ganttLines(row.timeline, options);
  if (lines.length === 0) return [];
  const told = options.full === true && row.failed === null ? [sentence(row), waiting(row)] : [];
  const limits = told.flatMap((text) => hang("  ", text, width).map(paint.dim));
  const time = row.failed === null ? ` ${duration(row.seconds * 1e9)}` : "";
  return [`${paint.bold(row.name)}${paint.dim(time)}`, ...limits, ...lines];
}
