/** What was seen in the runs of a sample: how often, and the least way to it. */
import { writeSchedule } from "../scheduler/schedule.js";
import type { ScheduledStep } from "../scheduler/schedule.js";
import type { Sighting } from "./exploration.js";
import type { Witness } from "./findings.js";
import { interval } from "./species.js";

/** A run as far as it has come. */
export interface Run {
  /** From 1. */
  readonly number: number;
  readonly path: readonly ScheduledStep[];
  readonly preemptions: number;
}

interface Seen {
  runs: number;
  /** The last run it was seen in, and the one that showed it with the fewest preemptions, then steps. */
  last: number;
  least: Run;
}

/** By number of what is seen. */
export class Sightings {
  private readonly seen = new Map<number, Seen>();

  /** It is seen after the steps of the run so far. Only the first time in a run counts: later it takes more steps, and no fewer preemptions. */
  note(what: number, run: Run): void {
    const known = this.seen.get(what);
    if (known === undefined) this.seen.set(what, { runs: 1, last: run.number, least: copyOf(run) });
    else if (known.last !== run.number) {
      known.runs += 1;
      known.last = run.number;
      if (isLess(run, known.least)) known.least = copyOf(run);
    }
  }

  witness(what: number): Witness | null {
    const known = this.seen.get(what);
    if (known === undefined) return null;
    const { path, preemptions } = known.least;
    return { schedule: writeSchedule(path), steps: path.length, preemptions };
  }

  /** Among so many runs; `seed`: of the first. */
  sighting(what: number, runs: number, seed: number): Sighting | null {
    const known = this.seen.get(what);
    if (known === undefined) return null;
    const run = known.least.number;
    return {
      runs: known.runs,
      share: known.runs / runs,
      interval: interval(known.runs, runs),
      run,
      seed: seed + run - 1,
    };
  }
}

function copyOf({ number, path, preemptions }: Run): Run {
  return { number, path: [...path], preemptions };
}

function isLess(a: Run, b: Run): boolean {
  return a.preemptions < b.preemptions || (a.preemptions === b.preemptions && a.path.length < b.path.length);
}
