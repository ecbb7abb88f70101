/** A timed run for people at a terminal: how long, where the time went, what could not have been faster, the lanes. */
import { thousands } from "../programs/thousands.js";
import type { Timeline } from "../timing/timeline.js";
import { activities, activityTimes, looks } from "./activities.js";
import { barOf, duration, largest, percent, ratio, sum } from "./figures.js";
import { ganttLines } from "./gantt.js";
import { headline } from "./headline.js";
import { flow, hang, pad, plural } from "./layout.js";
import { settings } from "./paint.js";
import type { Colour, Paint, ReportOptions } from "./paint.js";
import { table, tableWidth } from "./table.js";
import type { Cell, Column } from "./table.js";
import { coreShare, criticalLanes, gilShares, unitsText } from "./timing-facts.js";
import type { CriticalPart } from "./timing-facts.js";

const CRITICAL_MAX = 4;
const PARTS_MAX = 4;
const CONTENTION_MAX = 8;
const BAR = 20;
const GAP = "  ";
/** Columns of a share and the gap behind it. */
const SHARE = 10;

/** The whole report, ending in a line end. */
export function timingReport(timeline: Timeline, file: string, title: string, options: ReportOptions = {}): string {
  const { width, paint, full } = settings(options);
  const { label, colour } = ending(timeline);
  const sections = [
    [
      ...headline(label, colour, file, title, width, paint),
      ...(timeline.failure === undefined ? [] : hang("  ", timeline.failure, width).map(paint.red)),
      ...hang("  ", [unitsText(timeline), ...use(timeline)].join(" · "), width).map(paint.dim),
    ],
    spent(timeline, paint),
    criticalPath(timeline, width, paint, full),
    contention(timeline, width, paint, full),
    ganttLines(timeline, options),
  ];
  return `${sections
    .filter((section) => section.length > 0)
    .map((section) => section.join("\n"))
    .join("\n\n")}\n`;
}

function ending({ end, makespan }: Timeline): { label: string; colour: Colour } {
  const time = duration(makespan);
  switch (end) {
    case "completed":
      return { label: time, colour: null };
    case "deadlocked":
    case "failed":
      return { label: `✗ ${end} after ${time}`, colour: "red" };
    case "stopped":
      return { label: `? stopped after ${time}`, colour: "yellow" };
  }
}

/** "cores 38 % busy", "GIL held 97 % of the time" */
function use(timeline: Timeline): string[] {
  if (timeline.makespan === 0) return [];
  const shares = gilShares(timeline);
  const gil = shares.length < 2 ? "GIL" : `busiest of ${shares.length} GILs`;
  const held = shares.length === 0 ? [] : [`${gil} held ${percent(largest(shares))} of the time`];
  return [`cores ${percent(coreShare(timeline))} busy`, ...held];
}

/** Of the time of all lanes together, which is more than the time that passes. */
function spent(timeline: Timeline, paint: Paint): string[] {
  const times = activityTimes(timeline);
  const whole = sum(Object.values(times));
  if (whole === 0) return [];
  const rows = activities
    .filter((activity) => times[activity] > 0)
    .sort((a, b) => times[b] - times[a])
    .map((activity): Cell[] => [
      { text: looks[activity].words },
      { text: percent(ratio(times[activity], whole)) },
      { text: duration(times[activity]) },
      {
        text: barOf(times[activity], whole, BAR),
        colour: activity === "runs" ? "green" : "dim",
      },
      { text: activity === "runs" ? overhead(timeline) : "", colour: "dim" },
    ]);
  const columns = [
    { title: "" },
    { title: "", align: "right" },
    { title: "", align: "right" },
    { title: "" },
    { title: "" },
  ] as const;
  return [paint.bold("where the time of all lanes went"), ...table(columns, rows, paint)];
}

/** Starting, switching, pickling: what the scenario does not ask for. */
function overhead({ totals: { overhead: time } }: Timeline): string {
  return time === 0 ? "" : `overhead ${duration(time)}`;
}

function criticalPath(timeline: Timeline, width: number, paint: Paint, full: boolean): string[] {
  const lanes = criticalLanes(timeline);
  const shown = full ? lanes : lanes.slice(0, CRITICAL_MAX);
  if (shown.length === 0) return [];
  const lines = shown.flatMap(({ lane, share, parts }) => {
    const named = parts.slice(0, full ? parts.length : PARTS_MAX).map((part) => partText(timeline, part));
    if (named.length < parts.length) named.push("…");
    const entries = named.map((text, i) => (i === named.length - 1 ? text : `${text},`));
    return flow([`${timeline.lanes[lane].name}:`, ...entries], width - SHARE, " ").map(
      (text, i) => pad(i === 0 ? percent(share) : "", SHARE - GAP.length, "right") + GAP + text,
    );
  });
  const rest = sum(lanes.slice(shown.length).map(({ share }) => share));
  const others = plural(lanes.length - shown.length, "other");
  const more = lanes.length === shown.length ? [] : [pad(percent(rest), SHARE - GAP.length, "right") + GAP + others];
  return [paint.bold("critical path"), ...lines, ...more];
}

/** "waits for lock 30.0 ms (held up by worker[1])" */
function partText({ lanes }: Timeline, { activity, about, time, by }: CriticalPart): string {
  const words = `${about ?? looks[activity].words} ${duration(time)}`;
  return by === null ? words : `${words} (held up by ${lanes[by].name})`;
}

function contention({ contention: all }: Timeline, width: number, paint: Paint, full: boolean): string[] {
  if (all.length === 0) return [];
  const shown = full ? all : all.slice(0, CONTENTION_MAX);
  const rows = shown.map(({ about, waits, total, longest }): Cell[] => [
    { text: about },
    { text: thousands(waits) },
    { text: duration(total) },
    { text: duration(longest) },
  ]);
  const numbers = ["waits", "total", "longest"].map((title): Column => ({ title, align: "right" }));
  const room =
    width -
    GAP.length -
    tableWidth(
      numbers,
      rows.map(([, ...figures]) => figures),
    );
  const columns = [{ title: "", max: room }, ...numbers];
  const hidden = all.length - shown.length;
  const more = hidden > 0 ? [paint.dim(`  … ${hidden} more`)] : [];
  return [paint.bold("contention"), ...table(columns, rows, paint), ...more];
}
