/** Strategies by name. */
import { equalWeights, lottery } from "./lottery.js";
import type { Weights } from "./lottery.js";
import type { Measured } from "./measure.js";
import { mulberry32 } from "./mulberry32.js";
import { pct } from "./pct.js";
import { pos } from "./pos.js";
import { roundRobin } from "./round-robin.js";
import { runToBlock } from "./run-to-block.js";
import type { Strategy } from "./strategy.js";
import { remainingSteps } from "./urw.js";

/** Those that draw: another seed, another run. */
export type SamplerName = "random" | "urw" | "pct" | "pos";
export const samplerNames: readonly SamplerName[] = ["random", "urw", "pct", "pos"];

export type StrategyName = "round-robin" | "run-to-block" | SamplerName;
export const strategyNames: readonly StrategyName[] = ["round-robin", "run-to-block", ...samplerNames];

/** The d of PCT where nobody says. */
export const depthDefault = 3;

export interface StrategySettings {
  /** A whole number; the lower 32 bits count. */
  readonly seed: number;
  /** The d of PCT, at least 1. */
  readonly depth: number;
  /** Called by those that need it, once. */
  readonly measured: () => Measured;
}

/** For one run. */
export function createStrategy(name: StrategyName, { seed, depth, measured }: StrategySettings): Strategy {
  switch (name) {
    case "round-robin":
      return roundRobin();
    case "run-to-block":
      return runToBlock();
    case "random":
    case "urw":
      return lottery(weightsOf(name, measured), mulberry32(seed));
    case "pct":
      return pct(seed, depth, measured().contested);
    case "pos":
      return pos(seed);
  }
}

/** What the drawing walks draw by. */
export function weightsOf(name: "random" | "urw", measured: () => Measured): Weights {
  return name === "random" ? equalWeights() : remainingSteps(measured());
}
