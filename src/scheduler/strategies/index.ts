/** Strategies by name. */
import type { State } from "../state.js";
import type { Transition } from "../trace.js";
import { random } from "./random.js";
import { roundRobin } from "./round-robin.js";
import { runToBlock } from "./run-to-block.js";

/** Picks one of the enabled transitions (never empty), or null to stop. May keep memory of its own between calls. */
export type Strategy = (enabled: readonly Transition[], state: State) => Transition | null;

export type StrategyName = "round-robin" | "random" | "run-to-block";
export const strategyNames: readonly StrategyName[] = ["round-robin", "random", "run-to-block"];

export function createStrategy(name: StrategyName, seed: number): Strategy {
  switch (name) {
    case "round-robin":
      return roundRobin();
    case "random":
      return random(seed);
    case "run-to-block":
      return runToBlock();
  }
}
