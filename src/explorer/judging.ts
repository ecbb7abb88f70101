/** What one run violates: what `explore` would say of it, though of others as well. */
import type { Fairness, Property } from "../programs/program.js";
import { Explaining } from "../scheduler/explaining.js";
import type { State } from "../scheduler/state.js";
import type { Trace } from "../scheduler/trace.js";
import type { World } from "../scheduler/world.js";
import { isLiveness } from "./liveness.js";
import { textOf, unitTreatedUnfairly } from "./liveness-findings.js";
import { isTrueIn, statesOf } from "./replayed.js";

export interface Violation {
  readonly text: string;
  /** After how many steps it is there; null: it is the run as a whole. */
  readonly step: number | null;
}

/**
 * Of the run, or as much of it as there is: updates that are lost, exceptions that nobody catches, properties that do not hold. A
 * deadlock is an end, see `Trace.end`. Of endless runs only those are judged that are fair, and repeat.
 */
export function violationsIn(world: World, trace: Trace, fairness: Fairness): Violation[] {
  const engine = new Explaining(world);
  const states = statesOf(engine, trace);
  const steps = trace.entries.flatMap(({ lostUpdate, exception, transition }, i): Violation[] => [
    ...(lostUpdate === null ? [] : [{ text: `an update of ${lostUpdate.name} is lost`, step: i + 1 }]),
    ...(exception === null
      ? []
      : [{ text: `${trace.units[transition.unit].name} ends with an uncaught ${exception.text}`, step: i + 1 }]),
  ]);
  const judge = new Judge(engine, trace, states, fairness);
  return [...steps, ...world.program.properties.flatMap((property) => judge.violation(property))];
}

class Judge {
  private readonly engine: Explaining;
  private readonly trace: Trace;
  private readonly states: readonly State[];
  /** The run is over, or repeats so that nobody is treated unfairly. */
  private readonly isWhole: boolean;

  constructor(engine: Explaining, trace: Trace, states: readonly State[], fairness: Fairness) {
    this.engine = engine;
    this.trace = trace;
    this.states = states;
    this.isWhole = trace.loop === null ? trace.end !== "stopped" : unitTreatedUnfairly(trace, fairness) === undefined;
  }

  violation(property: Property): Violation[] {
    const { kind, code } = property;
    const text = `${textOf(property)} does not hold`;
    if (kind === "always") {
      const step = this.states.findIndex((state) => !this.isTrue(code, state));
      return step < 0 ? [] : [{ text, step }];
    }
    if (kind === "finally") {
      const isOver = this.trace.end === "completed" || this.trace.end === "failed";
      return isOver && !this.isTrue(code, this.states[this.states.length - 1])
        ? [{ text, step: this.states.length - 1 }]
        : [];
    }
    return isLiveness(kind) && this.isWhole && this.isBroken(property) ? [{ text, step: null }] : [];
  }

  private isBroken({ kind, code, then }: Property): boolean {
    const { states, trace } = this;
    /** What is true again and again: in the round, or at the end. */
    const lasting = states.slice(trace.loop === null ? -1 : trace.loop + 1);
    const lastly = (what: number): boolean => lasting.some((state) => this.isTrue(what, state));
    switch (kind) {
      case "eventually":
        return !states.some((state) => this.isTrue(code, state));
      case "always eventually":
        return !lastly(code);
      default: {
        if (then === null || lastly(then)) return false;
        return (
          states.findLastIndex((state) => this.isTrue(code, state)) >
          states.findLastIndex((state) => this.isTrue(then, state))
        );
      }
    }
  }

  private isTrue(code: number, state: State): boolean {
    return isTrueIn(this.engine, state, code);
  }
}
