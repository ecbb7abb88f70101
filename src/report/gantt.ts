/**
 * A timed run as lanes at a terminal, a column for an equal part of the time:
 *
 *                 0              100 ms         200 ms
 *                 ┬──────────────┬──────────────┬────
 *     main        ▄··································
 *     worker[0]   ███▒▒▒██──────────────
 *     GIL         aaabbbaabb
 */
import { letterOf } from "../scheduler/schedule.js";
import type { Activity, Timeline } from "../timing/timeline.js";
import { activities, looks } from "./activities.js";
import { briefly, mostOf, sharesOf } from "./cells.js";
import { largest, timeTicks } from "./figures.js";
import type { Tick } from "./figures.js";
import { ganttRows, holderOf } from "./gantt-rows.js";
import type { GanttRow, GapRow, GilRow, LaneRow } from "./gantt-rows.js";
import { cells, clip, flow, pad } from "./layout.js";
import { settings, stroke, unitColour } from "./paint.js";
import type { Colour, Paint, ReportOptions } from "./paint.js";

const INDENT = "  ";
const GAP = "  ";
/** Columns from one label of the axis to the next, at least. */
const TICK_MIN = 10;
const BRIEF = { sign: "▎", meaning: "runs briefly" };
/** Holds the GIL, but is not shown, or has a letter of two. */
const ANOTHER = { sign: "+", meaning: "another holds it" };

/** By lane, of those that are shown and hold a GIL that is shown: as in a schedule. */
type Letters = ReadonlyMap<number, string>;

/** The geometry of one chart, and the signs that it needed so far. */
interface Chart {
  readonly timeline: Timeline;
  readonly names: number;
  readonly columns: number;
  /** Of the terminal. */
  readonly width: number;
  readonly paint: Paint;
  readonly letters: Letters;
  readonly used: Set<string>;
}

/** The lines of the chart: axis, lanes, legend. A run that took no time has none. */
export function ganttLines(timeline: Timeline, options: ReportOptions = {}): string[] {
  if (timeline.makespan <= 0) return [];
  const { width, paint, full } = settings(options);
  const rows = ganttRows(timeline, full);
  const letters = lettersOf(timeline, rows);
  const named = rows.map((row) => cells(label(row, letters)));
  const names = Math.min(largest(named), Math.floor(width / 3.5));
  const columns = width - INDENT.length - names - GAP.length;
  const chart: Chart = { timeline, names, columns, width, paint, letters, used: new Set() };
  const drawn = rows.map((row) => line(chart, row));
  return [...axis(chart), ...drawn, "", ...legend(chart)];
}

function lettersOf(timeline: Timeline, rows: readonly GanttRow[]): Letters {
  const holders = new Set<number>();
  for (const row of rows)
    if (row.kind === "gil") for (const { lane } of row.gil.segments) holders.add(holderOf(timeline, lane));
  const shown = rows.flatMap((row) => (row.kind === "lane" && holders.has(row.lane.index) ? [row.lane] : []));
  return new Map(
    shown.map(({ index, unit }) => [index, letterOf(unit)] as const).filter(([, { length }]) => length === 1),
  );
}

/** What stands before the chart; gaps have the line to themselves. */
function label(row: GanttRow, letters: Letters): string {
  if (row.kind === "gap") return "";
  const letter = letters.size === 0 ? "" : `${row.kind === "lane" ? (letters.get(row.lane.index) ?? " ") : " "} `;
  return letter + (row.kind === "lane" ? INDENT.repeat(row.depth) + row.lane.name : row.name);
}

function line(chart: Chart, row: GanttRow): string {
  if (row.kind === "gap") return gapLine(chart, row);
  const colour = row.kind === "lane" ? unitColour(row.lane.index) : "bold";
  const text = clip(label(row, chart.letters), chart.names);
  const pieces = row.kind === "lane" ? laneCells(chart, row) : gilCells(chart, row);
  const name = stroke(chart.paint, colour, text) + " ".repeat(chart.names - cells(text));
  return `${INDENT}${name}${GAP}${painted(chart.paint, pieces)}`.trimEnd();
}

function gapLine({ width, paint, letters }: Chart, { depth, text }: GapRow): string {
  const indent = INDENT + " ".repeat(letters.size === 0 ? 0 : 2) + INDENT.repeat(depth);
  return indent + paint.dim(clip(text, width - indent.length));
}

interface Piece {
  readonly sign: string;
  readonly colour: Colour;
}

function laneCells(chart: Chart, { lane }: LaneRow): Piece[] {
  const { timeline, columns, used } = chart;
  const shares = sharesOf(lane.segments, ({ activity }) => activity, timeline.makespan, columns);
  const shown = anything(shares, shares.map(mostOf));
  const brief = briefly(shares, shown, "runs");
  return shown.map((activity, cell) => {
    if (activity === null && !brief[cell]) return { sign: " ", colour: null };
    const { sign } = brief[cell] || activity === null ? BRIEF : looks[activity];
    used.add(sign);
    return {
      sign,
      colour: brief[cell] || activity === "runs" || activity === "starts" ? unitColour(lane.index) : "dim",
    };
  });
}

/** A lane that is too short for any cell shows in the first that it touches. */
function anything(
  shares: readonly ReadonlyMap<Activity, number>[],
  shown: readonly (Activity | null)[],
): readonly (Activity | null)[] {
  if (shown.some((activity) => activity !== null)) return shown;
  const first = shares.findIndex(({ size }) => size > 0);
  return shown.map((_, cell) => (cell === first ? [...shares[cell].keys()][0] : null));
}

function gilCells(chart: Chart, { gil }: GilRow): Piece[] {
  const { timeline, columns, letters, used } = chart;
  const shares = sharesOf(gil.segments, ({ lane }) => holderOf(timeline, lane), timeline.makespan, columns);
  return shares.map(mostOf).map((holder) => {
    if (holder === null) return { sign: " ", colour: null };
    const letter = letters.get(holder);
    const sign = letter ?? ANOTHER.sign;
    used.add(sign);
    return { sign, colour: letter === undefined ? "dim" : unitColour(holder) };
  });
}

/** Neighbours of one colour in one stroke. */
function painted(paint: Paint, pieces: readonly Piece[]): string {
  let text = "";
  let piece = "";
  pieces.forEach(({ sign, colour }, i) => {
    piece += sign;
    if (pieces[i + 1]?.colour === colour) return;
    text += stroke(paint, colour, piece);
    piece = "";
  });
  return text;
}

/** The labels, each above the mark where it begins, and the marks. */
function axis({ timeline: { makespan }, names, columns, paint }: Chart): string[] {
  const ticks = timeTicks(makespan, Math.floor(columns / TICK_MIN));
  const column = ({ at }: Tick): number => Math.min(columns - 1, Math.floor((at / makespan) * columns));
  let labels = "";
  let marks = "";
  for (const tick of ticks) {
    marks = marks.padEnd(column(tick), "─") + "┬";
    if (column(tick) + cells(tick.label) <= columns) labels = pad(labels, column(tick)) + tick.label;
  }
  const indent = " ".repeat(INDENT.length + names + GAP.length);
  return [indent + paint.dim(labels), indent + paint.dim(marks.padEnd(columns, "─"))];
}

/** What the signs mean that were used, and only those. */
function legend({ used, letters, width, paint }: Chart): string[] {
  const [runs, ...others] = activities.map((activity) => looks[activity]);
  const entries = [runs, BRIEF, ...others]
    .filter(({ sign }) => used.has(sign))
    .map(({ sign, meaning }) => `${sign} ${meaning}`);
  const holders = [...letters.values()].filter((letter) => used.has(letter));
  if (holders.length > 0)
    entries.push(`${[...new Set([holders[0], holders[holders.length - 1]])].join("…")} holds the GIL`);
  if (used.has(ANOTHER.sign)) entries.push(`${ANOTHER.sign} ${ANOTHER.meaning}`);
  return flow(entries, width - INDENT.length).map((row) => INDENT + paint.dim(row));
}
