/**
 * Has the reduced search answer for the full one. It knows everything that can happen, but neither the least schedules nor
 * how many there are; so it is tried when the full search has come to many states, and when it has answered the full
 * search goes on only until it has the least schedule of everything there is. It is given a share of as many states as the
 * full search has, and, tried in vain, is tried again when that has four times as many: all attempts together cost no
 * more than a fixed share of the search.
 */
import { hasEnded } from "../scheduler/state.js";
import type { Inspection } from "./inspection.js";
import { KnownSteps } from "./known-steps.js";
import { isLate } from "./limits.js";
import type { Progress, SearchLimits } from "./limits.js";
import { interrupted, reducedSearch } from "./reduced-search.js";
import type { ReducedLimits, ReducedResult } from "./reduced-search.js";

/** When, and with how many states, the reduced search is tried. */
export interface Attempts {
  /** At how many states of the full search first, if they make a fair attempt; Infinity: never. */
  readonly from: number;
  /** Of as many states as the full search has then. A state of the reduced search costs several times what one of it does. */
  readonly share: number;
}

const growth = 4;
/** Where a proof is all that is wanted of a program that goes round for ever, it is tried sooner: most is left out there. */
const soonest = 32_000;
/** An attempt with fewer is none. */
const statesMin = 1_000;

export class Proving {
  /** The answer, once there is one. */
  proof: ReducedResult | null = null;
  /** At so many states of the full search it is tried again. */
  due: number;
  private readonly inspection: Inspection;
  private readonly limits: SearchLimits;
  private readonly share: number;
  /** From so many states on it is tried, of a program that ends. */
  private readonly from: number;
  private known: KnownSteps | null = null;

  constructor(inspection: Inspection, limits: SearchLimits, { from, share }: Attempts) {
    this.inspection = inspection;
    this.limits = limits;
    this.from = Math.max(from, statesMin / share);
    this.share = share;
    this.due = Math.min(this.from, this.endlessFrom);
  }

  /**
   * With the packed initial state, after the full search has come so far. One that is interrupted, or out of time, is
   * still due.
   */
  *attempt(initial: Int32Array, soFar: Progress): Generator<void, void> {
    const { limits } = this;
    const from = this.mayEnd() ? this.from : this.endlessFrom;
    if (soFar.states < from) {
      this.due = from;
      return;
    }
    const maxStates = Math.min(limits.maxStates, Math.floor(soFar.states * this.share));
    const within: ReducedLimits = {
      maxStates,
      maxBytes: limits.maxBytes - soFar.bytes,
      interrupted: () => limits.interrupted() || isLate(limits),
      progress: (reduced, bytes) => limits.progress?.({ ...soFar, bytes: soFar.bytes + bytes, reduced }),
    };
    this.known ??= new KnownSteps(this.inspection);
    const result = yield* reducedSearch(this.inspection, initial, within, this.known);
    if (result.reason === interrupted) return;
    this.due = result.states > maxStates ? growth * soFar.states : Infinity;
    if (result.complete && [...result.marks].every((mark) => this.isComparable(mark))) this.proof = result;
  }

  /** Of a program that goes round for ever a proof does not save the least round. */
  private get endlessFrom(): number {
    const { share, from, limits } = this;
    return limits.leastSchedules === false ? Math.min(from, Math.max(soonest, statesMin / share)) : growth * from;
  }

  /** If nobody has ended so far the program is likely to go round for ever. */
  private mayEnd(): boolean {
    const { marks, tabulation } = this.inspection;
    const ended = tabulation.status.some((status, unit) => unit > 0 && hasEnded(status));
    return ended || marks.items.some(({ kind }) => kind === "deadlock");
  }

  /** Objects made on the way have other numbers in another search: what is about one of them cannot be found again. */
  isComparable(mark: number): boolean {
    const { marks, tabulation } = this.inspection;
    const known = marks.items[mark];
    const about = "key" in known ? known.key : "about" in known ? known.about : "";
    const object = /^o(\d+)/.exec(about);
    return object === null || Number(object[1]) < tabulation.packing.fixed;
  }
}
