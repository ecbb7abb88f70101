/**
 * The rows of a Gantt chart, before anybody thinks of columns or pixels: tasks under their event loop, the GIL under
 * its process. Of many lanes that are alike the first few stand for all, and of the others only those that stand out.
 */
import { thousands } from "../programs/thousands.js";
import type { GilLane, Lane, Timeline } from "../timing/timeline.js";
import { heldUpTime } from "./activities.js";
import { grouped } from "./grouped.js";

export type GanttRow = LaneRow | GilRow | GapRow;

export interface LaneRow {
  readonly kind: "lane";
  readonly lane: Lane;
  /** 1: a task, under its loop. */
  readonly depth: 0 | 1;
}

/** Who holds a GIL that more than one unit holds at some time. */
export interface GilRow {
  readonly kind: "gil";
  readonly name: string;
  readonly gil: GilLane;
}

/** Lanes that are left out. */
export interface GapRow {
  readonly kind: "gap";
  readonly depth: 0 | 1;
  /** "… 88 more like these" */
  readonly text: string;
}

/** That many lanes are all shown. */
const LANES_MAX = 24;
/** Of each group of lanes that are alike. */
const FIRST = 4;

/** All lanes with `full`, and at most some thirty otherwise. */
export function ganttRows(timeline: Timeline, full: boolean): GanttRow[] {
  // Who starts declared threads does nothing else.
  const processes = grouped(
    timeline.lanes.filter(({ unit }) => unit >= 0),
    ({ process }) => process,
  );
  const lanes = [...processes.values()].flatMap(underLoops);
  return withGils(timeline, laneRows(lanes, full || lanes.length <= LANES_MAX ? null : keptLanes(lanes)));
}

/** The GIL of a process behind the last of its lanes. */
function withGils(timeline: Timeline, rows: readonly (LaneRow | GapRow)[]): GanttRow[] {
  const contested = timeline.gils.filter((gil) => isContested(timeline, gil));
  const gilsOf = (process: number | null): GilRow[] =>
    contested.filter((gil) => gil.process === process).map((gil) => gilRow(timeline, gil, contested.length === 1));
  const all: GanttRow[] = [];
  let process: number | null = null;
  for (const row of rows) {
    if (row.kind === "lane" && row.lane.process !== process) {
      all.push(...gilsOf(process));
      process = row.lane.process;
    }
    all.push(row);
  }
  return [...all, ...gilsOf(process)];
}

/** The lane that a GIL's holder belongs to: tasks hold it for their event loop. */
export function holderOf({ lanes }: Timeline, lane: number): number {
  return lanes[lane].loop ?? lane;
}

/** A GIL that one unit has for itself says nothing that its lane does not say. */
function isContested(timeline: Timeline, { segments }: GilLane): boolean {
  return segments.some(({ lane }) => holderOf(timeline, lane) !== holderOf(timeline, segments[0].lane));
}

function gilRow({ lanes }: Timeline, gil: GilLane, only: boolean): GilRow {
  return { kind: "gil", name: only ? "GIL" : `GIL of ${lanes[gil.process].name}`, gil };
}

/** Each lane with its tasks behind it. */
function underLoops(lanes: readonly Lane[]): Lane[] {
  const tasks = grouped(lanes, ({ loop }) => loop);
  return (tasks.get(null) ?? []).flatMap((lane) => [lane, ...(tasks.get(lane.index) ?? [])]);
}

/** Why a lane is shown though the first of its like stand for it; null: it is one of them. */
type Kept = ReadonlyMap<number, string | null>;

function laneRows(lanes: readonly Lane[], kept: Kept | null): (LaneRow | GapRow)[] {
  const rows: (LaneRow | GapRow)[] = [];
  let hidden: Lane[] = [];
  const close = (next: string | null): void => {
    if (hidden.length === 1) rows.push(laneRow(hidden[0]));
    else if (hidden.length > 1) rows.push(gapRow(hidden, next));
    hidden = [];
  };
  for (const lane of lanes) {
    const reason = kept === null ? null : kept.get(lane.index);
    if (reason === undefined) hidden.push(lane);
    else {
      close(reason);
      rows.push(laneRow(lane));
    }
  }
  close(null);
  return rows;
}

function laneRow(lane: Lane): LaneRow {
  return { kind: "lane", lane, depth: lane.loop === null ? 0 : 1 };
}

function gapRow(hidden: readonly Lane[], next: string | null): GapRow {
  const text = `… ${thousands(hidden.length)} more like these`;
  return {
    kind: "gap",
    depth: hidden[0].loop === null ? 0 : 1,
    text: next === null ? text : `${text}; next: ${next}`,
  };
}

/** What makes lanes alike, from fine to coarse: the finest that leaves few enough is taken. */
const likenesses: readonly ((lane: Lane) => string)[] = [
  ({ form, name, loop, process }) => `${form} ${withoutNumber(name)} ${loop ?? ""} ${process}`,
  ({ form, name }) => `${form} ${withoutNumber(name)}`,
  ({ form, loop }) => `${form} ${loop === null ? "" : "task"}`,
];

/** "worker[12]" → "worker", "Task-12" → "Task" */
function withoutNumber(name: string): string {
  return name.replace(/(\[\d+\]|-?\d+)$/, "");
}

function keptLanes(lanes: readonly Lane[]): Kept {
  const ladder = likenesses.map((likeness) => keptBy(lanes, likeness));
  return ladder.find((kept) => kept.size <= LANES_MAX) ?? ladder[ladder.length - 1];
}

function keptBy(lanes: readonly Lane[], likeness: (lane: Lane) => string): Kept {
  const kept = new Map<number, string | null>();
  const keep = (lane: Lane, reason: string | null): void => {
    const before = kept.get(lane.index) ?? null;
    kept.set(lane.index, before === null || reason === null ? (before ?? reason) : `${before}, ${reason}`);
    if (lane.loop !== null && !kept.has(lane.loop)) kept.set(lane.loop, null);
  };
  for (const group of grouped(lanes, likeness).values()) {
    const first = group.slice(0, FIRST);
    for (const lane of first) keep(lane, null);
    for (const [words, measure] of distinctions) {
      const most = mostOf(group, measure);
      if (!first.includes(most)) keep(most, words);
    }
  }
  return kept;
}

const distinctions: readonly (readonly [string, (lane: Lane) => number])[] = [
  ["waits longest", heldUpTime],
  ["ends last", ({ segments }) => segments.at(-1)?.to ?? 0],
];

/** The first of those with the most. */
function mostOf(lanes: readonly Lane[], measure: (lane: Lane) => number): Lane {
  return lanes.reduce((most, lane) => (measure(lane) > measure(most) ? lane : most));
}
