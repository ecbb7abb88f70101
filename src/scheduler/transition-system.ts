/** What both engines are: a start, what can happen, what it leads to. */
import type { Transition } from "./trace.js";

export interface TransitionSystem<S> {
  initial(): S;
  /** By unit, then by choice: the order is part of the contract. Empty: the run is over (completed, or deadlocked). */
  enabled(state: S): readonly Transition[];
  take(state: S, transition: Transition): S;
}
