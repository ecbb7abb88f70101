/** Both engines side by side. */
import { expect } from "vitest";
import { explore } from "../../dist/explorer/explore.js";
import { divisible, Indivisible } from "../../dist/explorer/parts.js";
import { Tabulation } from "../../dist/explorer/tabulation.js";
import { Explaining } from "../../dist/scheduler/explaining.js";
import { replay } from "../../dist/scheduler/run.js";
import { hasEnded } from "../../dist/scheduler/state.js";
import type { State } from "../../dist/scheduler/state.js";
import { encodeState } from "../../dist/scheduler/state-text.js";
import { createWorld } from "../../dist/scheduler/world.js";
import { compiled } from "../tiny.js";

const roomForUnits = 8;

function textOf(state: State): string {
  return `${state.clock}\n${encodeState(state)}`;
}

/** Walks both engines side by side, taking the transition that `pick` says; how often the clock has moved. */
export function walk(text: string, picks: readonly number[]): number {
  for (const whole: number[] = []; ;) {
    try {
      return walkWith(text, picks, whole);
    } catch (error) {
      if (!(error instanceof Indivisible)) throw error;
      whole.push(error.id);
    }
  }
}

function walkWith(text: string, picks: readonly number[], whole: readonly number[]): number {
  const engine = new Explaining(createWorld(compiled(text)));
  let state = engine.initial();
  const parted = divisible(engine.world, state.heap).filter((id) => !whole.includes(id));
  const table = new Tabulation(engine.world, state, engine.fixed, { units: roomForUnits, clock: true, parted });
  let vector = table.pack(state);
  let ticks = 0;
  for (const pick of picks) {
    expect(textOf(table.packing.unpack(vector))).toBe(textOf(state));
    const leaves = state.units.map((_, unit) =>
      !engine.isOver(state) && !hasEnded(table.status[vector[unit]]) ? table.transitions(vector, unit) : [],
    );
    const enabled = engine.enabled(state);
    expect(
      leaves.flatMap((found, unit) =>
        found.map((leaf, choice) => ({ unit, choice, voluntary: table.leaves[leaf].voluntary })),
      ),
    ).toEqual(enabled);
    // What it remembers of earlier states is what one finds that has seen none.
    expect(new Explaining(engine.world).enabled(state)).toEqual(enabled);
    if (enabled.length === 0) return ticks;
    const chosen = enabled[pick % enabled.length];
    const leaf = leaves[chosen.unit][chosen.choice];
    const next = new Int32Array(table.packing.width);
    table.apply(leaf, chosen.unit, vector, next);
    vector = next;
    const { clock } = state;
    state = engine.take(state, chosen);
    if (state.clock > clock) ticks += 1;
  }
  return ticks;
}

/** What the search reports, a replay shows: outcomes (the first so many) and findings. */
export function reportsAreReplayed(text: string, most: { readonly states: number; readonly outcomes: number }): void {
  const program = compiled(text);
  const { outcomes, findings } = explore(program, { maxStates: most.states });
  for (const { schedule, values, end, preemptions, steps } of outcomes.slice(0, most.outcomes)) {
    const trace = replay(program, schedule);
    expect(trace.end).toBe(end);
    expect(trace.outcome).toEqual(values);
    expect(trace.preemptions).toBe(preemptions);
    expect(trace.entries.length).toBe(steps);
  }
  for (const finding of findings) expect(replay(program, finding.schedule).entries.length).toBe(finding.steps);
}
