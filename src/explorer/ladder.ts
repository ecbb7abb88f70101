/** What is counted besides interleavings: traces, and what more preemptions show. */
import type { World } from "../scheduler/world.js";
import { EdgeFootprints } from "./edge-footprints.js";
import type { Finding, Outcome, Rung } from "./exploration.js";
import type { SearchResult } from "./search-result.js";
import { traceBounds } from "./trace-preemptions.js";
import { countTraces } from "./traces.js";

export interface TraceCount {
  readonly total: bigint | null;
  /** Why there is no total. */
  readonly note: string | null;
  /** The fewest preemptions of each trace, in any order; null: too many to look at each, or not asked. */
  readonly preemptions: readonly number[] | null;
}

/** Looking at each trace costs more than counting them all, and is asked for less often. */
function boundsEffort(maxEffort: number): number {
  return Math.min(maxEffort / 20, 300_000);
}

/** `each`: look at the preemptions of each, too. */
export function tracesOf(world: World, found: SearchResult, maxEffort: number, each: boolean): TraceCount {
  if (found.reductions.length > 0)
    return { total: null, note: "traces were not counted: the search was reduced", preemptions: null };
  const footprints = new EdgeFootprints(world, found);
  const traces = countTraces(found.graph, footprints, maxEffort, found.kernel);
  if ("reason" in traces) return { total: null, note: `traces were not counted: ${traces.reason}`, preemptions: null };
  const effort = boundsEffort(maxEffort);
  const bounds = !each || traces.total > effort ? null : traceBounds(found.graph, footprints, effort, found.kernel);
  return { total: traces.total, note: null, preemptions: bounds?.map(({ preemptions }) => preemptions) ?? null };
}

/** A rung for each number of preemptions, from none to as many as something needs to be seen. */
export function ladderOf(
  outcomes: readonly Outcome[],
  findings: readonly Finding[],
  traces: readonly number[] | null,
): Rung[] {
  const defects = findings.filter(({ violates }) => violates).map(({ preemptions }) => preemptions);
  const ends = outcomes.map(({ preemptions }) => preemptions);
  const most = Math.max(0, ...defects, ...ends, ...(traces === null ? [] : [mostOf(traces)]));
  return Array.from({ length: most + 1 }, (_, preemptions) => {
    const upTo = (numbers: readonly number[]): number => numbers.filter((number) => number <= preemptions).length;
    return {
      preemptions,
      outcomes: upTo(ends),
      defects: upTo(defects),
      traces: traces === null ? null : upTo(traces),
    };
  });
}

function mostOf(numbers: readonly number[]): number {
  return numbers.reduce((most, number) => Math.max(most, number), 0);
}
