/**
 * A timed run as JSON, described by `time.schema.json` beside this file. Times are seconds since the start, shares are
 * of 1. Lanes are named; where several have one name, `index` tells them apart.
 */
import type { Timeline } from "../timing/timeline.js";
import { SCHEMA_VERSION } from "./json.js";
import type { Json } from "./json.js";
import { coreShare, criticalLanes, gilShares } from "./timing-facts.js";
import { activityTimes } from "./activities.js";

type Document = { readonly [key: string]: Json };

/** The document of one run, as plain data for `JSON.stringify`. `full`: with lanes, segments and every step of the path. */
export function timingJson(timeline: Timeline, file: string, title: string, full = false): Document {
  return { schema: SCHEMA_VERSION, file, title, ...timelineJson(timeline, full) };
}

/** A run inside a document. */
export function timelineJson(timeline: Timeline, full: boolean): Document {
  return {
    seconds: seconds(timeline.makespan),
    end: timeline.end,
    ...(timeline.failure === undefined ? {} : { failure: timeline.failure }),
    cores: timeline.cores,
    utilisation: coreShare(timeline),
    gils: gilsJson(timeline, full),
    totals: totalsJson(timeline),
    criticalPath: criticalJson(timeline),
    contention: timeline.contention.map(({ about, waits, total, longest }) => ({
      about,
      waits,
      total: seconds(total),
      longest: seconds(longest),
    })),
    events: timeline.events,
    ...(full ? { lanes: lanesJson(timeline), criticalSteps: stepsJson(timeline) } : {}),
  };
}

/** Nanoseconds, whole ones, so that no noise shows. */
function seconds(time: number): number {
  return Math.round(time) / 1e9;
}

function totalsJson(timeline: Timeline): Json {
  const { computing, overhead } = timeline.totals;
  const { runs, starts, gil, core, io, waits, loop } = activityTimes(timeline);
  const times = { running: runs, computing, overhead, starts, gil, core, io, waits, loop };
  return Object.fromEntries(Object.entries(times).map(([name, time]) => [name, seconds(time)]));
}

function gilsJson(timeline: Timeline, full: boolean): Json {
  const { gils, lanes, totals } = timeline;
  const shares = gilShares(timeline);
  return gils.map(({ process, segments }, i) => ({
    process: lanes[process].name,
    held: seconds(totals.held[i]),
    share: shares[i],
    ...(full
      ? { segments: segments.map(({ from, to, lane }) => ({ from: seconds(from), to: seconds(to), lane })) }
      : {}),
  }));
}

function criticalJson(timeline: Timeline): Json {
  return criticalLanes(timeline).map(({ lane, time, share, parts }) => ({
    lane,
    name: timeline.lanes[lane].name,
    seconds: seconds(time),
    share,
    parts: parts.map((part) => ({
      activity: part.activity,
      about: part.about,
      seconds: seconds(part.time),
      by: part.by === null ? null : timeline.lanes[part.by].name,
    })),
  }));
}

function stepsJson({ criticalPath }: Timeline): Json {
  return criticalPath.map(({ lane, from, to, activity, about }) => ({
    lane,
    from: seconds(from),
    to: seconds(to),
    activity,
    about,
  }));
}

function lanesJson({ lanes }: Timeline): Json {
  return lanes.map(({ index, unit, name, form, loop, process, segments }) => ({
    index,
    unit,
    name,
    form,
    loop,
    process,
    segments: segments.map(({ from, to, activity, about, by, line }) => ({
      from: seconds(from),
      to: seconds(to),
      activity,
      about,
      by,
      line,
    })),
  }));
}
