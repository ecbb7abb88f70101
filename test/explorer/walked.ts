// Programs walked on the tabulated engine: by a strategy, or along every one of their interleavings.
import { PackedSystem } from "#sim/explorer/packed-system.js";
import type { PackedStep } from "#sim/explorer/packed-system.js";
import { Tabulation } from "#sim/explorer/tabulation.js";
import { walk } from "#sim/explorer/walking.js";
import { Explaining } from "#sim/scheduler/explaining.js";
import { writeSchedule } from "#sim/scheduler/schedule.js";
import { createStrategy } from "#sim/scheduler/strategies/index.js";
import type { SamplerName } from "#sim/scheduler/strategies/index.js";
import { measure } from "#sim/scheduler/strategies/measure.js";
import type { Measured } from "#sim/scheduler/strategies/measure.js";
import { createWorld } from "#sim/scheduler/world.js";
import { compiled } from "../tiny.js";

export interface Walked {
  readonly system: PackedSystem;
  readonly measured: Measured;
}

export function tabulated(text: string): Walked {
  const engine = new Explaining(createWorld(compiled(text)));
  const initial = engine.initial();
  const tabulation = new Tabulation(engine.world, initial, engine.fixed, { units: 8, clock: true, parted: [] });
  const system = new PackedSystem(tabulation, initial);
  return { system, measured: measure(system) };
}

/** The run with this seed, as far as it gets in so many steps. */
export function drawn({ system, measured }: Walked, name: SamplerName, seed: number, depth = 3, steps = 1_000): string {
  const path: PackedStep[] = [];
  const strategy = createStrategy(name, { seed, depth, measured: () => measured });
  walk(system, strategy, steps, { take: (_vector, _situation, step) => path.push(step) });
  return writeSchedule(path);
}

/** Schedule → in how many of the runs with seeds 1 to `runs`. */
export function frequencies(walked: Walked, name: SamplerName, runs: number, depth?: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let seed = 1; seed <= runs; seed++) {
    const schedule = drawn(walked, name, seed, depth);
    counts.set(schedule, (counts.get(schedule) ?? 0) + 1);
  }
  return counts;
}

/** A state on a path, and the step taken there. */
export interface Taken {
  readonly vector: Int32Array;
  readonly enabled: readonly PackedStep[];
  readonly step: PackedStep;
}

/** Every interleaving; null if there are more than `most`. */
export function interleavingsOf(system: PackedSystem, most: number): (readonly Taken[])[] | null {
  const found: (readonly Taken[])[] = [];
  const go = (vector: Int32Array, path: readonly Taken[]): void => {
    if (found.length > most || path.length > 200) return;
    const enabled = system.enabled(vector);
    if (enabled.length === 0) found.push(path);
    for (const step of enabled) go(system.take(vector, step), [...path, { vector, enabled, step }]);
  };
  go(system.initial(), []);
  return found.length > most ? null : found;
}
