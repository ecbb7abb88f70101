/** A detour around a finding's trouble, replayed: nobody is told of a schedule that does not end well there too. */
import { Explaining } from "../scheduler/explaining.js";
import { replayOn } from "../scheduler/run.js";
import { writeSchedule } from "../scheduler/schedule.js";
import type { World } from "../scheduler/world.js";
import type { Finding, Passing } from "./exploration.js";
import { InternalError } from "./replayed.js";
import type { Detour } from "./understanding.js";

export function passingSchedule(world: World, finding: Finding, { labels, preemptions, step }: Detour): Passing {
  const schedule = writeSchedule(labels);
  const trace = replayOn(new Explaining(world), schedule);
  if (trace.end !== "completed" || trace.preemptions !== preemptions)
    throw new InternalError(`${trace.end} with ${trace.preemptions} preemptions instead of passing`, schedule);
  const nameAt = ({ entries, units }: Finding["trace"]): string => units[entries[step - 1].transition.unit].name;
  return { schedule, steps: labels.length, preemptions, step, unit: nameAt(trace), instead: nameAt(finding.trace) };
}
