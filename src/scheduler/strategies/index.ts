/** Strategies by name. */
import { random } from "./random.js";
import { roundRobin } from "./round-robin.js";
import { runToBlock } from "./run-to-block.js";
import type { Strategy } from "./strategy.js";

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
