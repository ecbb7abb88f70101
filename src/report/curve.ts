/** The speed-ups of a sweep for people at a terminal: a table of all figures, and a chart with a line for each strategy. */
import type { Sweep } from "../comparing/comparison.js";
import { dots } from "./braille.js";
import type { Dots } from "./braille.js";
import { curveScale, valueText, valuesText } from "./curve-scale.js";
import type { CurvePoint, CurveScale, Series } from "./curve-scale.js";
import { duration, largest, threeDigits } from "./figures.js";
import { cells, clip, flow, pad } from "./layout.js";
import { settings, stroke, unitColour } from "./paint.js";
import type { Colour, Paint, ReportOptions } from "./paint.js";
import { table, tableWidth } from "./table.js";
import type { Cell, Column } from "./table.js";

/** One for each strategy, so that they are told apart without colours. */
const SIGNS = ["●", "▲", "■", "◆", "▼", "○", "△", "□", "◇", "▽"];
const IDEAL = -1;
const INDENT = "  ";
const HEIGHT = 14;
const COLUMNS_MAX = 100;
const NAME_MAX = 24;

/** Table and chart, or the table alone, ending in a line end. */
export function curveReport(sweep: Sweep, options: ReportOptions = {}, charted = true): string {
  const { width, paint } = settings(options);
  const scale = curveScale(sweep);
  const chart = charted ? ["", ...curveChart(sweep, scale, width, paint)] : [];
  return `${[...curveTable(sweep, scale, width, paint), ...chart].join("\n")}\n`;
}

/** A row for each value, time and speed-up for each strategy; as many tables as the strategies take. */
function curveTable(sweep: Sweep, { series }: CurveScale, width: number, paint: Paint): string[] {
  const first: Column = { title: clip(valuesText(sweep), NAME_MAX), align: "right" };
  const columns = series.map(({ name }): Column => ({ title: clip(name, NAME_MAX), align: "right" }));
  const fits = (shown: readonly number[]): boolean => tableWidth(...page(shown)) <= width;
  const page = (shown: readonly number[]): [Column[], Cell[][]] => [
    [first, ...shown.map((i) => columns[i])],
    sweep.points.map(({ value }) => [{ text: valueText(value) }, ...shown.map((i) => figures(series[i], value))]),
  ];
  const pages: number[][] = [];
  series.forEach((_, i) => {
    const last = pages.at(-1);
    if (last !== undefined && fits([...last, i])) last.push(i);
    else pages.push([i]);
  });
  return pages.flatMap((shown, i) => [...(i === 0 ? [] : [""]), ...table(...page(shown), paint)]);
}

function figures({ points }: Series, value: number): Cell {
  const point = points.find((each) => each.value === value);
  if (point === undefined) return { text: "" };
  return { text: `${duration(point.seconds * 1e9)} ${pad(`${threeDigits(point.speedup)}×`, 7, "right")}` };
}

/** Where the chart stands, and how many dots it has. */
interface Plot {
  readonly scale: CurveScale;
  readonly columns: number;
  readonly x: (value: number) => number;
  readonly y: (speedup: number) => number;
}

function curveChart(sweep: Sweep, scale: CurveScale, width: number, paint: Paint): string[] {
  const ticks = scale.speedups(HEIGHT / 3);
  const labels = largest(ticks.map(({ label }) => cells(label)));
  const columns = Math.min(COLUMNS_MAX, width - INDENT.length - labels - 3);
  const x = (value: number): number => Math.round(scale.across(value) * (columns * 2 - 3)) + 1;
  const y = (speedup: number): number => Math.round(scale.up(speedup) * (HEIGHT * 4 - 1));
  const plot: Plot = { scale, columns, x, y };
  const row = (down: number): string => {
    const tick = ticks.find(({ at }) => rowOf(y(at)) === down);
    const axis = `${pad(tick?.label ?? "", labels, "right")} ${tick === undefined ? "│" : "┤"}`;
    return `${INDENT}${paint.dim(axis)}${rowText(plot, drawing, down, paint)}`.trimEnd();
  };
  const drawing = drawn(sweep, plot);
  return [
    INDENT + paint.dim("speed-up"),
    ...Array.from({ length: HEIGHT }, (_, down) => row(down)),
    ...valueAxis(sweep, plot, labels + 1, paint),
    "",
    ...legend(sweep, scale, width, paint),
  ];
}

/** The row from the top in which a dot is. */
function rowOf(y: number): number {
  return HEIGHT - 1 - (y >> 2);
}

interface Drawing {
  readonly lines: Dots;
  /** The series that has a point there, by row and column. */
  readonly marks: ReadonlyMap<string, number>;
}

function drawn(sweep: Sweep, plot: Plot): Drawing {
  const lines = dots(plot.columns, HEIGHT);
  const marks = new Map<string, number>();
  if (sweep.ideal === true) idealLine(lines, plot);
  const place = ({ value, speedup }: CurvePoint): { x: number; y: number } => ({
    x: plot.x(value),
    y: plot.y(speedup),
  });
  // Backwards, so that the first lie on top.
  for (let i = plot.scale.series.length - 1; i >= 0; i--) {
    const places = plot.scale.series[i].points.map(place);
    places.forEach((to, at) => lines.line(places[at - 1] ?? to, to, i));
    for (const { x, y } of places) marks.set(`${rowOf(y)} ${x >> 1}`, i);
  }
  return { lines, marks };
}

/** Dotted: the speed-up is the value itself. */
function idealLine(lines: Dots, { scale, columns, y }: Plot): void {
  for (let x = 0; x < columns * 2; x += 3) lines.dot(x, y(scale.valueAt(x / (columns * 2 - 1))), IDEAL);
}

function rowText({ columns }: Plot, { lines, marks }: Drawing, row: number, paint: Paint): string {
  let text = "";
  for (let column = 0; column < columns; column++) {
    const mark = marks.get(`${row} ${column}`);
    const dot = lines.at(column, row);
    if (mark !== undefined) text += stroke(paint, unitColour(mark), signOf(mark));
    else text += dot === null ? " " : stroke(paint, colourOf(dot.owner), dot.sign);
  }
  return text;
}

function signOf(series: number): string {
  return SIGNS[series % SIGNS.length];
}

function colourOf(owner: number): Colour {
  return owner === IDEAL ? "dim" : unitColour(owner);
}

function valueAxis(sweep: Sweep, { scale, columns, x }: Plot, left: number, paint: Paint): string[] {
  let marks = "";
  let labels = "";
  for (const { at, label } of scale.values) {
    const column = x(at) >> 1;
    if (marks.length > column) continue;
    marks = `${marks.padEnd(column, "─")}┬`;
    const begin = Math.max(0, Math.min(columns - cells(label), column - (cells(label) >> 1)));
    if (labels === "" || cells(labels) < begin) labels = pad(labels, begin) + label;
  }
  const indent = INDENT + " ".repeat(left);
  return [
    indent + paint.dim(`└${marks.padEnd(columns, "─")}`),
    `${indent} ${paint.dim(labels)}`,
    `${indent} ${paint.dim(pad(clip(valuesText(sweep), columns), columns, "right"))}`,
  ];
}

function legend({ ideal }: Sweep, { series }: CurveScale, width: number, paint: Paint): string[] {
  const entries = series.map(({ name }, i) => `${signOf(i)} ${name}`);
  const lines = flow(ideal === true ? [...entries, "⠂⠂ ideal"] : entries, width - INDENT.length);
  return lines.map((line) => INDENT + coloured(line, entries, paint));
}

/** Each sign in its line's colour. */
function coloured(line: string, entries: readonly string[], paint: Paint): string {
  return line
    .split("  ")
    .map((entry) => {
      const i = entries.indexOf(entry);
      return i < 0 ? paint.dim(entry) : stroke(paint, unitColour(i), entry.slice(0, 1)) + entry.slice(1);
    })
    .join("  ");
}
