/** One run over packed states. */
import type { Situation, Strategy } from "../scheduler/strategies/strategy.js";
import type { PackedStep, PackedSystem } from "./packed-system.js";

/** Told what happens. */
export interface Watcher {
  /** The run has come to this state. */
  readonly visit?: (vector: Int32Array, enabled: readonly PackedStep[]) => void;
  /** The step has been taken there. */
  readonly take: (vector: Int32Array, situation: Situation, step: PackedStep) => void;
}

/** Whether the run came to its end within so many steps. */
export function walk(system: PackedSystem, strategy: Strategy, maxSteps: number, watcher: Watcher): boolean {
  let vector = system.initial();
  for (let taken = 0; ; taken++) {
    const enabled = system.enabled(vector);
    watcher.visit?.(vector, enabled);
    if (enabled.length === 0) return true;
    if (taken === maxSteps) return false;
    const situation = system.situation(vector, enabled);
    const picked = strategy(situation);
    const next = system.take(vector, picked);
    watcher.take(vector, situation, enabled[enabled.findIndex((step) => step === picked)]);
    vector = next;
  }
}
