/** What a reduced search remembers of the states it has visited, by number, and of its steps. Units are bits. */
import { grown } from "./growing.js";
import type { Steps } from "./graph.js";
import type { ScheduledStep } from "../scheduler/schedule.js";

const choiceShift = 5;

/** A part of what was visited. State `s` of it was visited as number `origin[s]`. */
export interface VisitedGraph extends Steps {
  readonly origin: readonly number[];
}

export class Visited {
  /** Who has taken all steps from here; 0: nobody can, or the search has not left it yet. */
  explored = new Int32Array(1024);
  /** Of these, who is in a closed set of such units, by what had been seen at the time `asOf`; 0 there: not known. */
  closed = new Int32Array(1024);
  asOf = new Int32Array(1024);
  private before = new Int32Array(1024);
  private through = new Int32Array(1024);
  /** The edge found last, + 1. */
  private latest = new Int32Array(1024);
  states = 0;
  /** By edge: where it leads, by which step, and the one of the same state that was found before it, + 1. */
  private targets = new Int32Array(1024);
  private steps = new Int32Array(1024);
  private earlier = new Int32Array(1024);
  private edges = 0;

  /** The next state, and the step that found it (-1: none did). */
  add(before: number, unit: number, choice: number): void {
    if (this.states === this.before.length) {
      this.explored = grown(this.explored);
      this.closed = grown(this.closed);
      this.asOf = grown(this.asOf);
      this.before = grown(this.before);
      this.through = grown(this.through);
      this.latest = grown(this.latest);
    }
    this.before[this.states] = before;
    this.through[this.states++] = (choice << choiceShift) | unit;
  }

  /** A step was taken. */
  addEdge(from: number, unit: number, choice: number, to: number): void {
    if (this.edges === this.targets.length) {
      this.targets = grown(this.targets);
      this.steps = grown(this.steps);
      this.earlier = grown(this.earlier);
    }
    this.targets[this.edges] = to;
    this.steps[this.edges] = (choice << choiceShift) | unit;
    this.earlier[this.edges] = this.latest[from];
    this.latest[from] = ++this.edges;
  }

  get bytes(): number {
    return 6 * this.before.byteLength + 3 * this.targets.byteLength;
  }

  /** The steps by which the state was found. */
  wayTo(state: number): ScheduledStep[] {
    const steps: ScheduledStep[] = [];
    for (let at = state; this.before[at] >= 0; at = this.before[at]) steps.push(stepOf(this.through[at]));
    return steps.reverse();
  }

  /** By state: the fewest steps from the first one. */
  distances(): Int32Array {
    const { latest, targets, earlier } = this;
    const distances = new Int32Array(this.states).fill(-1);
    const found = [0];
    distances[0] = 0;
    for (const state of found)
      for (let edge = latest[state] - 1; edge >= 0; edge = earlier[edge] - 1) {
        const next = targets[edge];
        if (distances[next] >= 0) continue;
        distances[next] = distances[state] + 1;
        found.push(next);
      }
    return distances;
  }

  /** What can be reached from the first state by steps of units in closed sets. */
  byClosedSets(units: number): VisitedGraph {
    const { closed, latest, targets, steps, earlier } = this;
    const numbers = new Int32Array(this.states).fill(-1);
    const origin = [0];
    const first: number[] = [];
    const target: number[] = [];
    const taken: number[] = [];
    numbers[0] = 0;
    for (const state of origin) {
      first.push(target.length);
      for (let edge = latest[state] - 1; edge >= 0; edge = earlier[edge] - 1) {
        const next = targets[edge];
        if (((closed[state] >>> unitOf(steps[edge])) & 1) === 0) continue;
        if (numbers[next] < 0) numbers[next] = origin.push(next) - 1;
        target.push(numbers[next]);
        taken.push(steps[edge]);
      }
    }
    first.push(target.length);
    const highest = taken.reduce((a, b) => Math.max(a, b), -1);
    return {
      states: origin.length,
      first: Int32Array.from(first),
      target: Int32Array.from(target),
      label: taken,
      labels: Array.from({ length: highest + 1 }, (_, step) => ({ ...stepOf(step), voluntary: false })),
      units,
      origin,
    };
  }
}

function unitOf(step: number): number {
  return step & ((1 << choiceShift) - 1);
}

function stepOf(step: number): ScheduledStep {
  return { unit: unitOf(step), choice: step >> choiceShift };
}
