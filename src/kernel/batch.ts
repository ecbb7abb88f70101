/**
 * A batch: some states, and the steps of their units, before any is taken.
 *
 *   states   [ state | its first step | how it ends ]
 *   steps    [ leaf, or ~leaf: the kind is asked for | where it leads: a state, or ~place | choice | permutation ]
 *   units    of the steps
 *   news     [ hash | what is to be said of it if it is new ]     by place; in the beginning that is the number of the step
 *   rows     [ row of the state at hand | row of place 0 | row of place 1 | … ]
 *   codes    of the state at hand, by cell
 *
 * and room to work in.
 */
import { handouts } from "./cores";
import { blockBytes, Growing, growing } from "./memory";

@unmanaged
export class Batch {
  stateCount: i32;
  stepCount: i32;
  /** Of a batch that is handed out: how many states are in `list`. */
  listed: i32;
  /** Of steps the second core has found: how many are of states that it has done with. */
  stepsFound: i32;
  /** How many states there are that may be new. */
  newCount: i32;

  @inline
  array(i: i32): Growing {
    return growing(changetype<usize>(this) + 24 + (i << 3));
  }
  @inline
  get states(): Growing {
    return this.array(0);
  }
  @inline
  get steps(): Growing {
    return this.array(1);
  }
  @inline
  get rows(): Growing {
    return this.array(2);
  }
  @inline
  get codes(): Growing {
    return this.array(3);
  }
  @inline
  get alternatives(): Growing {
    return this.array(4);
  }
  @inline
  get accesses(): Growing {
    return this.array(5);
  }
  @inline
  get list(): Growing {
    return this.array(6);
  }
  @inline
  get units(): Growing {
    return this.array(7);
  }
  @inline
  get news(): Growing {
    return this.array(8);
  }
}

const arrays: i32 = 9;
const batchBytes: i32 = 128;
const batches: usize = memory.data(batchBytes * (handouts + 1), 64);

/** Of the batches that are handed out the one at that place; the last is the first core's own. */
export function batchAt(handout: i32): Batch {
  return changetype<Batch>(batches + handout * batchBytes);
}

/** The first core's own. */
export const own: i32 = handouts;

/** The one at hand. */
export let batch: Batch = batchAt(own);

export function workOn(handout: i32): void {
  batch = batchAt(handout);
}

/** Bytes of all blocks in use, but for those of batches: what is in these depends on where the second core was just then. */
export function bytesUsed(): f64 {
  let bytes = blockBytes();
  for (let i = 0; i <= own; i++)
    for (let array = 0; array < arrays; array++) bytes -= <f64>batchAt(i).array(array).room;
  return bytes;
}
