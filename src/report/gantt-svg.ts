/** A timed run as a picture for a page: the rows of the terminal's chart (`gantt.ts`), to scale, with exact times as tooltips. */
import type { Activity, Lane, Segment, Timeline } from "../timing/timeline.js";
import { activities, heldUp, looks } from "./activities.js";
import { duration, largest, percent, timeTicks } from "./figures.js";
import { ganttRows, holderOf } from "./gantt-rows.js";
import type { GanttRow, GilRow, LaneRow } from "./gantt-rows.js";
import { clip, plural } from "./layout.js";
import { mergeShort } from "./merge.js";
import type { Piece } from "./merge.js";
import { colourClass, element, legendOf, round, svg, textAt, textWidth, tooltip } from "./svg.js";
import type { LegendEntry } from "./svg.js";

export interface GanttSvgOptions {
  /** Pixels; default 960, at least 320. */
  readonly width?: number;
  readonly title?: string;
  /** All lanes; default: of many that are alike only some, as at a terminal. */
  readonly full?: boolean;
  /** Begins the ids of the document; default "gantt". Several pictures of one page need different ones. */
  readonly id?: string;
}

const MARGIN = 16;
const ROW = 22;
const BAR = 16;
const INDENT = 14;
const NAME_MAX = 26;
const TICK_MIN = 70;
const TITLE = 28;
const AXIS = 22;
/** Shorter segments are put together, until they have so many pixels; what is drawn has at least so many. */
const PIXELS_ALONE = 0.25;
const PIXELS_TOGETHER = 1;
const PIXELS_MIN = 0.75;

interface Times {
  readonly from: number;
  readonly to: number;
}

/** The geometry of one picture. */
interface Chart {
  readonly timeline: Timeline;
  readonly rows: readonly GanttRow[];
  readonly width: number;
  /** Where time 0 is, and where the first row begins. */
  readonly left: number;
  readonly top: number;
  /** Pixels of a nanosecond. */
  readonly scale: number;
  readonly id: string;
}

/** The document, ending in a line end. */
export function ganttSvg(timeline: Timeline, options: GanttSvgOptions = {}): string {
  const { title = "Timed run", full = false, id = "gantt" } = options;
  const width = Math.max(320, options.width ?? 960);
  const rows = ganttRows(timeline, full);
  const left = MARGIN * 1.75 + largest(rows.map(nameWidth));
  const chart: Chart = {
    timeline,
    rows,
    width,
    left,
    top: MARGIN + TITLE + AXIS,
    scale: timeline.makespan > 0 ? (width - MARGIN - left) / timeline.makespan : 0,
    id,
  };
  const bottom = chart.top + rows.length * ROW;
  const keys = legendOf(legend(chart), MARGIN, width - MARGIN, bottom + 2 * MARGIN);
  return svg({ width, height: keys.bottom + MARGIN, title, description: describe(timeline), id }, [
    element("defs", {}, hatch(id)),
    textAt(MARGIN, MARGIN + 12, title, { class: "title" }),
    ...axis(chart, bottom),
    ...rows.map((row, i) => rowMarkup(chart, row, chart.top + i * ROW)),
    ...keys.markup,
  ]);
}

function describe({ lanes, makespan, cores, gils }: Timeline): string {
  const gil = gils.length === 0 ? "" : " and who holds the GIL";
  return `What each of ${plural(lanes.length, "lane")} does in ${duration(makespan)} on ${plural(cores, "core")}${gil}.`;
}

function rowName(row: GanttRow): string {
  return row.kind === "gap" ? "" : clip(row.kind === "lane" ? row.lane.name : row.name, NAME_MAX);
}

function nameWidth(row: GanttRow): number {
  return textWidth(rowName(row)) + (row.kind === "lane" ? row.depth * INDENT : 0);
}

/** Waits are drawn thinner, paler or hatched: what fills the eye is what runs. */
function hatch(id: string): string {
  return element(
    "pattern",
    { id: `${id}-hatch`, width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    element("path", { class: "line", d: "M1 0V5" }),
  );
}

function axis({ timeline: { makespan }, left, top, width, scale }: Chart, bottom: number): string[] {
  return timeTicks(makespan, Math.floor((width - left) / TICK_MIN)).flatMap(({ at, label }) => {
    const x = left + at * scale;
    const end = x + textWidth(label) / 2 > width - 4;
    return [
      element("path", { class: "grid", d: `M${Math.round(x) + 0.5} ${top - 4}V${bottom + 4}` }),
      textAt(x, top - 10, label, { class: "faint", "text-anchor": end ? "end" : "middle" }),
    ];
  });
}

function rowMarkup(chart: Chart, row: GanttRow, y: number): string {
  switch (row.kind) {
    case "gap":
      return textAt(MARGIN + row.depth * INDENT, y + ROW / 2 + 4, row.text, { class: "faint" });
    case "lane":
      return named(row, y, row.depth * INDENT, colourClass(row.lane.index), lanePieces(chart, row, y));
    case "gil":
      return named(row, y, 0, null, gilPieces(chart, row, y));
  }
}

function named(row: GanttRow, y: number, indent: number, colour: string | null, pieces: readonly string[]): string {
  const name = textAt(MARGIN + indent, y + ROW / 2 + 4, rowName(row), colour === null ? {} : { class: colour });
  return element("g", {}, [name, ...pieces].join("\n"));
}

/** Where a time is; never too thin to be seen. */
function across({ timeline, left, scale }: Chart, { from, to }: Times): { x: number; width: number } {
  return { x: left + from * scale, width: Math.max(PIXELS_MIN, (Math.min(to, timeline.makespan) - from) * scale) };
}

function lanePieces(chart: Chart, { lane }: LaneRow, y: number): string[] {
  return merged(chart, lane.segments, ({ activity }) => activity).map((piece) => {
    const { x, width } = across(chart, piece);
    const tip = tooltip(laneTip(chart.timeline, lane, piece));
    const { activity } = piece.segment;
    const drawn = bar(activity, lane.index, chart.id, x, y, width, tip);
    const runs = piece.shares.get("runs") ?? 0;
    return activity === "runs" || runs === 0 ? drawn : drawn + inPart(runs, lane.index, x, y, width, tip);
  });
}

/** What there is to draw until the end of the run. */
function merged<S extends Times, K>(
  { timeline: { makespan }, scale }: Chart,
  segments: readonly S[],
  key: (segment: S) => K,
): Piece<S, K>[] {
  const seen = segments.filter(({ from }) => from < makespan);
  return mergeShort(seen, key, PIXELS_ALONE / scale, PIXELS_TOGETHER / scale);
}

/** Runs for a share of the time too finely divided to be drawn: a bar as high as the share. */
function inPart(share: number, lane: number, x: number, y: number, width: number, tip: string): string {
  const height = share * BAR;
  return element("rect", { x, y: y + (ROW + BAR) / 2 - height, width, height, class: colourClass(lane) }, tip);
}

/** How an activity looks; also in the legend. */
function bar(activity: Activity, lane: number, id: string, x: number, y: number, width: number, tip: string): string {
  const middle = y + ROW / 2;
  const around = (height: number, style: Readonly<Record<string, string | number>>): string =>
    element("rect", { x, y: middle - height / 2, width, height, ...style }, tip);
  switch (activity) {
    case "runs":
      return around(BAR, { class: colourClass(lane) });
    case "starts":
      return around(BAR, { y: middle, height: BAR / 2, class: colourClass(lane), opacity: 0.6 });
    case "gil":
      return around(BAR, { fill: `url(#${id}-hatch)` });
    case "core":
      return around(BAR, { class: "faint", opacity: 0.3 });
    case "io":
      return around(2, { class: "faint" });
    case "waits":
      return element("path", { class: "line dots", d: `M${round(x)} ${middle}h${round(width)}` }, tip);
    case "loop":
      return around(BAR / 2, { class: colourClass(lane), opacity: 0.3 });
  }
}

function laneTip({ lanes }: Timeline, lane: Lane, piece: Piece<Segment, Activity>): string {
  const { segment, segments, shares } = piece;
  if (segments > 1) {
    const parts = [...shares].map(([activity, share]) => `${looks[activity].words} ${percent(share)}`);
    return `${lane.name}: ${parts.join(", ")}\n${times(piece)}, ${plural(segments, "part")}`;
  }
  const { activity, about, by, line } = segment;
  const because = by === null || !heldUp.has(activity) ? "" : `, held up by ${lanes[by].name}`;
  const place = line === null ? "" : `\nline ${line}`;
  return `${lane.name}: ${about ?? looks[activity].words}${because}\n${times(piece)}${place}`;
}

/** "5.00 ms to 10.0 ms, 5.00 ms" */
function times({ from, to }: Times): string {
  return `${duration(from)} to ${duration(to)}, ${duration(to - from)}`;
}

function gilPieces(chart: Chart, { gil, name }: GilRow, y: number): string[] {
  const { lanes } = chart.timeline;
  return merged(chart, gil.segments, ({ lane }) => holderOf(chart.timeline, lane)).map((piece) => {
    const { x, width } = across(chart, piece);
    const holders = [...piece.shares].sort(([, a], [, b]) => b - a);
    const [[most, share]] = holders;
    const style = share > 0.5 ? colourClass(most) : "faint";
    const others =
      holders.length === 1 ? "" : ` ${percent(share)} of the time, ${plural(holders.length - 1, "other")} the rest`;
    const who = `${lanes[most].name} holds the ${name}${others}`;
    return element("rect", { x, y: y + 5, width, height: ROW - 10, class: style }, tooltip(`${who}\n${times(piece)}`));
  });
}

/** What the looks mean that are used. */
function legend({ rows, id }: Chart): LegendEntry[] {
  const used = new Set<Activity>();
  for (const row of rows) if (row.kind === "lane") for (const { activity } of row.lane.segments) used.add(activity);
  return activities
    .filter((activity) => used.has(activity))
    .map((activity) => ({
      text: looks[activity].meaning,
      sign: (x, middle) => bar(activity, 0, id, x, middle - ROW / 2, 24, ""),
    }));
}
