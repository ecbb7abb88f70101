/** The explaining engine's states as strategies see them. */
import type { Explaining } from "./explaining.js";
import { conflicting, footprintOf } from "./footprint.js";
import type { Footprint } from "./footprint.js";
import { ProbeMemory } from "./probe-memory.js";
import { encodeState } from "./state-text.js";
import type { State } from "./state.js";
import type { Situation } from "./strategies/strategy.js";
import type { Measured } from "./strategies/measure.js";
import { measure } from "./strategies/measure.js";
import type { Transition } from "./trace.js";

/** Of one run. */
export class Situations {
  private readonly engine: Explaining;
  private readonly numbers = new Map<string, number>();

  constructor(engine: Explaining) {
    this.engine = engine;
  }

  of(state: State, enabled: readonly Transition[]): Situation {
    return {
      enabled,
      units: state.units.length,
      conflict: (a, b) => conflicting(this.footprint(state, a), this.footprint(state, b)),
      state: () => this.numberOf(state),
    };
  }

  measured(): Measured {
    const { engine } = this;
    return measure<State>({
      initial: () => engine.initial(),
      enabled: (state) => engine.enabled(state),
      take: (state, transition) => engine.take(state, transition),
      units: (state) => state.units.length,
    });
  }

  private footprint(state: State, { unit, choice }: Transition): Footprint {
    const { world } = this.engine;
    const { choices } = this.engine.alternativesOf(state, unit)[choice];
    const memory = new ProbeMemory(world, state);
    const found = footprintOf(world, memory, state.units[unit], unit, state.heap.length, choices);
    if (found === null) throw new RangeError("bug in the scheduler: a step that is enabled and blocked");
    return found;
  }

  private numberOf(state: State): number {
    const text = `${state.clock} ${encodeState(state)}`;
    const number = this.numbers.get(text) ?? this.numbers.size;
    this.numbers.set(text, number);
    return number;
  }
}
