/** What a strategy is. */
import type { State } from "../state.js";
import type { Transition } from "../trace.js";

/** Picks one of the enabled transitions (never empty), or null to stop. May keep memory of its own between calls. */
export type Strategy = (enabled: readonly Transition[], state: State) => Transition | null;
