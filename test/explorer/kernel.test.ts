// The kernel's memory: what happens when there is no more.
import { describe, expect, it } from "vitest";
import { finished } from "#sim/explorer/driving.js";
import { Kernel, OutOfMemory } from "#sim/explorer/kernel.js";
import type { SearchLimits } from "#sim/explorer/limits.js";
import { search } from "#sim/explorer/search.js";
import type { SearchResult } from "#sim/explorer/search-result.js";
import { StateSet } from "#sim/explorer/state-set.js";
import { Explaining } from "#sim/scheduler/explaining.js";
import { createWorld } from "#sim/scheduler/world.js";
import { compiled } from "../tiny.js";

const unlimited: SearchLimits = {
  ...{ maxStates: Infinity, maxBytes: Infinity, maxTime: Infinity, progress: null },
  ...{ clock: () => 0, interrupted: () => false },
};

function searchIn(bytes: number | undefined, text: string): SearchResult {
  const engine = new Explaining(createWorld(compiled(text)));
  const initial = engine.initial();
  const { world, early, fixed } = engine;
  const origin = { world, initial, early, fixed, groups: [], attempts: { from: Infinity, share: 0 } };
  const shape = { units: initial.units.length, clock: false, parted: [] };
  return finished(search(origin, shape, unlimited, { from: null, stopped: null }, new Kernel(bytes)));
}

const text = "shared x = 0\nthread a * 3:\n    repeat 4:\n        x += 1\n";

describe("A kernel without enough memory", () => {
  it("leaves the set of states as it was", () => {
    const set = new StateSet(2, new Kernel(2 ** 20));
    const add = (): void => {
      for (let i = 0; i < 1_000_000; i++) set.add(Int32Array.of(i, -i));
    };
    expect(add).toThrow(OutOfMemory);
    expect(set.size).toBeGreaterThan(10_000);
    const into = new Int32Array(2);
    for (let i = 0; i < set.size; i++) {
      set.read(i, into);
      if (into[0] !== i || set.find(into) !== i) throw new Error(`vector ${i} is lost`);
    }
  });

  it("stops the search with what it has found, all of it true", () => {
    const whole = searchIn(undefined, text);
    expect(whole.limit).toBeNull();
    const sizes: number[] = [];
    for (let kibibytes = 192; kibibytes < 1024; kibibytes += 64) {
      const { limit, graph, least, bound } = searchIn(kibibytes * 1024, text);
      sizes.push(graph.states);
      expect(limit?.name).toBe("memory");
      expect(graph.complete).toBe(false);
      // Whatever has a mark here has one there, and no better schedule.
      for (const { preemptions } of least.values()) expect(preemptions).toBeLessThanOrEqual(bound + 2);
      for (let state = 0; state < graph.expanded; state++)
        for (let edge = graph.first[state]; edge < graph.first[state + 1]; edge++)
          expect(graph.target[edge]).toBeLessThan(graph.states);
    }
    expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
    expect(sizes.at(-1)).toBeLessThan(whole.graph.states);
  });
});
