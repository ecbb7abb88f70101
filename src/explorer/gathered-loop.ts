/** A fair round that is easy to follow: its steps in an order in which units are seldom preempted. */
import type { Fairness } from "../programs/program.js";
import { Duties } from "./duties.js";
import { fairLoop } from "./fair-loop.js";
import type { StateGraph, Steps } from "./graph.js";
import { canGoOn } from "./least-preemptions.js";

/** So many beginnings of orders are looked at; longer rounds stay as they are. */
const beginningsMax = 5_000;
const stepsMax = 500;

/**
 * A round with the steps of `fairLoop`, each unit's in their order, fair and in its component (`owner`), with as few
 * preemptions as possible; if there are too many orders to look at, with as few as were found.
 */
export function gatheredLoop(
  graph: StateGraph,
  owner: Int32Array,
  state: number,
  fairness: Fairness,
): readonly number[] {
  const duties = new Duties(graph, owner, state, fairness);
  return gathered(graph, owner, state, fairLoop(graph, owner, state, fairness), (round) => duties.areDone(round));
}

/** The same with the steps of a given round, and another notion of what is fair. */
export function gathered(
  graph: Steps,
  owner: Int32Array,
  state: number,
  round: readonly number[],
  isFair: (round: readonly number[]) => boolean,
): readonly number[] {
  if (round.length > stepsMax) return round;
  const orders = new Orders(graph, owner, state, round, isFair);
  orders.goOn(state, -1, 0);
  return orders.best;
}

/** Depth first: whoever moved last goes on if possible, else the lowest unit; only what may be better than the best so far. */
class Orders {
  best: readonly number[];
  private least: number;
  private readonly graph: Steps;
  private readonly owner: Int32Array;
  private readonly start: number;
  private readonly isFair: (round: readonly number[]) => boolean;
  /** Who moves; by place of a unit there, the labels of its steps, and how many of them are on the way. */
  private readonly units: readonly number[];
  private readonly labels: readonly (readonly number[])[];
  private readonly done: number[];
  private readonly way: number[] = [];
  /** The fewest preemptions of a beginning with so many steps of each that leads to the state. */
  private readonly seen = new Map<string, number>();

  constructor(
    graph: Steps,
    owner: Int32Array,
    start: number,
    round: readonly number[],
    isFair: (round: readonly number[]) => boolean,
  ) {
    this.graph = graph;
    this.owner = owner;
    this.start = start;
    this.isFair = isFair;
    this.best = round;
    const labels = round.map((edge) => graph.label[edge]);
    const unitOf = (label: number): number => graph.labels[label].unit;
    this.units = [...new Set(labels.map(unitOf))].sort((a, b) => a - b);
    this.labels = this.units.map((unit) => labels.filter((label) => unitOf(label) === unit));
    this.done = this.units.map(() => 0);
    this.least = labels.filter((label, i) => {
      const before = i === 0 ? unitOf(label) : unitOf(labels[i - 1]);
      return unitOf(label) !== before && canGoOn(graph, graph.target[round[i - 1]], before);
    }).length;
  }

  /** From the state that the way leads to, where that place moved last. */
  goOn(state: number, last: number, preemptions: number): void {
    if (preemptions >= this.least || !this.isNew(state, last, preemptions)) return;
    if (this.done.every((done, i) => done === this.labels[i].length)) this.finish(state, preemptions);
    const isDear = last >= 0 && canGoOn(this.graph, state, this.units[last]);
    if (last >= 0) this.follow(state, last, preemptions);
    for (let place = 0; place < this.units.length; place++)
      if (place !== last) this.follow(state, place, preemptions + (isDear ? 1 : 0));
  }

  private follow(state: number, place: number, preemptions: number): void {
    const { graph, owner, done, way } = this;
    const { first, target, label } = graph;
    const step = this.labels[place][done[place]];
    for (let edge = first[state]; edge < first[state + 1]; edge++) {
      if (label[edge] !== step || owner[target[edge]] !== owner[this.start]) continue;
      done[place] += 1;
      way.push(edge);
      this.goOn(target[edge], place, preemptions);
      way.pop();
      done[place] -= 1;
    }
  }

  private finish(state: number, preemptions: number): void {
    if (state !== this.start || !this.isFair(this.way)) return;
    this.best = [...this.way];
    this.least = preemptions;
  }

  private isNew(state: number, last: number, preemptions: number): boolean {
    const key = `${state} ${last} ${this.done.join(" ")}`;
    if (this.seen.size >= beginningsMax || preemptions >= (this.seen.get(key) ?? Infinity)) return false;
    this.seen.set(key, preemptions);
    return true;
  }
}
