/** What stands at the end of a path through the decision tree of a unit: see `tabulation`. */
import type { Recorder } from "../scheduler/machine.js";
import { keyOfNotice } from "../scheduler/notice.js";
import { keyOfTarget } from "../scheduler/recording.js";

/** What a step does. Writes are (place, number) pairs (see packing). */
export interface Leaf {
  readonly unit: number;
  readonly places: readonly number[];
  readonly numbers: readonly number[];
  readonly spawned: readonly number[];
  /** Other units that it changes: (cell, number) pairs. */
  readonly others: readonly number[];
  readonly voluntary: boolean;
  /** The unit cannot take this step before so much time has passed (see `scheduler/clock`); 0n: it can. */
  readonly timeLeft: bigint | null;
  /** What happened that is worth a witness: "lost-update o5.balance", "failed ValueError 7 worker". */
  readonly events: readonly string[];
  /** Of a unit that has to wait inside its event loop, and holds others up: the key of the notice. */
  readonly standstill: string | null;
}

/** A unit that cannot move. */
export const noLeaf: Leaf = {
  unit: 0,
  places: [],
  numbers: [],
  spawned: [],
  others: [],
  voluntary: false,
  timeLeft: null,
  events: [],
  standstill: null,
};

/** Writes down as text what a step does that is worth a witness, and what it reaches as (code, pc, how) triples. */
export function notingEvents(events: string[], reached: number[]): Recorder {
  return {
    reached: (code, pc, how) => {
      reached.push(code, pc, how);
    },
    lostUpdate: (_m, target) => {
      events.push(`lost-update ${keyOfTarget(target)}`);
    },
    noted: (_m, kind, about) => {
      // What cannot be pickled raises, and is found as that.
      if (kind !== "unpicklable") events.push(`${kind} ${about}`);
    },
    noticed: (notice) => {
      events.push(`notice ${keyOfNotice(notice)}`);
    },
  };
}
