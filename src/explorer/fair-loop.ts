/**
 * A short fair round through a state of a fair component.
 *
 * What a round owes to fairness are *duties*, one for each unit that is owed something:
 *
 *   weak     a unit that is able to move at the start: that it moves, or that it is not able to for once
 *   strong   a unit that is able to move in some state of the round: that it moves
 *
 * The shortest round is found breadth first over pairs (state, duties done). Where these are too many, or the units
 * are, a duty after the other is done on a shortest way, the nearest one first.
 */
import type { Fairness } from "../programs/program.js";
import type { StateGraph } from "./graph.js";

/** How many pairs are looked at for the shortest round. */
const mostPairs = 400_000;
/** Sets of duties are bits of one integer. */
const mostBits = 24;

/** The edges of a round from `state` that is fair and stays in its component (`owner`); not empty. */
export function fairLoop(graph: StateGraph, owner: Int32Array, state: number, fairness: Fairness): readonly number[] {
  const duties = new Duties(graph, owner, state, fairness);
  return shortestRound(graph, owner, state, duties) ?? roundByDuties(graph, owner, state, duties);
}

/** Whose turn a round owes, as bits: `owed` to whom, and `paid`. */
class Duties {
  /** For a shortest round: what is owed at its start. */
  readonly start: number;
  readonly countable: boolean;
  /** By unit: its bit, or 0 when nothing can be owed to it. */
  private readonly bit: Int32Array;
  private readonly shift: number;
  private readonly graph: StateGraph;
  private readonly fairness: Fairness;
  /** Units that can be owed something, ascending. */
  readonly units: readonly number[];

  constructor(graph: StateGraph, owner: Int32Array, state: number, fairness: Fairness) {
    this.graph = graph;
    this.fairness = fairness;
    this.units = creditors(graph, owner, state, fairness);
    this.shift = this.units.length;
    this.countable = (fairness === "strong" ? 2 : 1) * this.units.length <= mostBits;
    this.bit = new Int32Array(graph.units);
    if (this.countable) this.units.forEach((unit, i) => (this.bit[unit] = 1 << i));
    this.start = this.at(state);
  }

  /** The value after the edge: weak: bits of the units done with; strong: of those able to move, and above of those that did. */
  after(value: number, edge: number): number {
    const { target, label, labels } = this.graph;
    const moved = this.bit[labels[label[edge]].unit];
    return value | (this.fairness === "strong" ? moved << this.shift : moved) | this.at(target[edge]);
  }

  met(value: number): boolean {
    if (this.fairness !== "strong") return value === this.all;
    return (value & this.all & ~(value >> this.shift)) === 0;
  }

  /** Whether the edge does something for the unit. */
  pays(edge: number, unit: number): boolean {
    const { target, label, labels } = this.graph;
    if (labels[label[edge]].unit === unit) return true;
    return this.fairness === "weak" && !isAble(this.graph, target[edge], unit);
  }

  private get all(): number {
    return (1 << this.shift) - 1;
  }

  /** What being in the state adds. */
  private at(state: number): number {
    if (this.fairness === "none" || !this.countable) return 0;
    const { first, label, labels } = this.graph;
    let able = 0;
    for (let edge = first[state]; edge < first[state + 1]; edge++) able |= this.bit[labels[label[edge]].unit];
    return this.fairness === "strong" ? able : this.all & ~able;
  }
}

function creditors(graph: StateGraph, owner: Int32Array, state: number, fairness: Fairness): number[] {
  if (fairness === "none") return [];
  const { first, label, labels, states } = graph;
  const able = new Uint8Array(graph.units);
  const note = (at: number): void => {
    for (let edge = first[at]; edge < first[at + 1]; edge++) able[labels[label[edge]].unit] = 1;
  };
  if (fairness === "weak") note(state);
  else for (let at = 0; at < states; at++) if (owner[at] === owner[state]) note(at);
  return [...able.keys()].filter((unit) => able[unit] === 1);
}

function isAble({ first, label, labels }: StateGraph, state: number, unit: number): boolean {
  for (let edge = first[state]; edge < first[state + 1]; edge++) if (labels[label[edge]].unit === unit) return true;
  return false;
}

/** Null if it would take too long to find. */
function shortestRound(graph: StateGraph, owner: Int32Array, start: number, duties: Duties): number[] | null {
  if (!duties.countable) return null;
  const { first, target } = graph;
  const pairs = [{ state: start, value: duties.start, edge: -1, before: -1 }];
  const seen = new Set<number>();
  for (let i = 0; i < pairs.length && pairs.length < mostPairs; i++) {
    const { state, value } = pairs[i];
    for (let edge = first[state]; edge < first[state + 1]; edge++) {
      const next = target[edge];
      if (owner[next] !== owner[start]) continue;
      const done = duties.after(value, edge);
      const key = done * graph.states + next;
      if (seen.has(key)) continue;
      seen.add(key);
      pairs.push({ state: next, value: done, edge, before: i });
      if (next === start && duties.met(done)) return wayBack(pairs);
    }
  }
  return null;
}

function wayBack(pairs: readonly { readonly edge: number; readonly before: number }[]): number[] {
  const way: number[] = [];
  for (let i = pairs.length - 1; i > 0; i = pairs[i].before) way.push(pairs[i].edge);
  return way.reverse();
}

/** To whoever is owed something and is nearest, until nobody is; then home. */
function roundByDuties(graph: StateGraph, owner: Int32Array, start: number, duties: Duties): number[] {
  const owed = new Set(duties.units);
  const way: number[] = [];
  let at = start;
  const go = (reached: (edge: number) => boolean): void => {
    for (const edge of shortestWay(graph, owner, at, reached)) {
      way.push(edge);
      at = graph.target[edge];
      for (const unit of owed) if (duties.pays(edge, unit)) owed.delete(unit);
    }
  };
  while (owed.size > 0) go((edge) => [...owed].some((unit) => duties.pays(edge, unit)));
  if (at !== start || way.length === 0) go((edge) => graph.target[edge] === start);
  return way;
}

/** The shortest way inside the component whose last edge is as wanted: there is one. */
function shortestWay(
  graph: StateGraph,
  owner: Int32Array,
  from: number,
  reached: (edge: number) => boolean,
): readonly number[] {
  const { first, target } = graph;
  const steps = [{ state: from, edge: -1, before: -1 }];
  const seen = new Uint8Array(graph.states);
  for (let i = 0; i < steps.length; i++) {
    const { state } = steps[i];
    for (let edge = first[state]; edge < first[state + 1]; edge++) {
      const next = target[edge];
      if (owner[next] !== owner[from] || (seen[next] === 1 && !reached(edge))) continue;
      seen[next] = 1;
      steps.push({ state: next, edge, before: i });
      if (reached(edge)) return wayBack(steps);
    }
  }
  throw new RangeError("bug in the search: a component that is not connected");
}
