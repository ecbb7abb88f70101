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
import { PairTable } from "./pair-table.js";

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
  /** By label: the bit of its unit, or 0 when nothing can be owed to that. */
  private readonly bit: Int32Array;
  /** By state: what being in it adds, plus 1; 0: not asked yet. */
  private readonly added: Int32Array;
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
    this.bit = Int32Array.from(graph.labels, ({ unit }) => (this.countable ? bitOf(this.units.indexOf(unit)) : 0));
    this.added = new Int32Array(graph.states);
    this.start = this.at(state);
  }

  /** The value after the edge: weak: bits of the units done with; strong: of those able to move, and above of those that did. */
  after(value: number, edge: number): number {
    const { target, label } = this.graph;
    const moved = this.bit[label[edge]];
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
    if (this.added[state] > 0) return this.added[state] - 1;
    const { first, label } = this.graph;
    let able = 0;
    for (let edge = first[state]; edge < first[state + 1]; edge++) able |= this.bit[label[edge]];
    const added = this.fairness === "strong" ? able : this.all & ~able;
    this.added[state] = added + 1;
    return added;
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
  const room = mostPairs + mostEdges(graph);
  const [states, values, edges, before] = Array.from({ length: 4 }, () => new Int32Array(room));
  const seen = new Pairs(graph.states);
  states[0] = start;
  values[0] = duties.start;
  let found = 1;
  for (let i = 0; i < found && found < mostPairs; i++) {
    const state = states[i];
    for (let edge = first[state]; edge < first[state + 1]; edge++) {
      const next = target[edge];
      if (owner[next] !== owner[start]) continue;
      const done = duties.after(values[i], edge);
      if (!seen.add(next, done)) continue;
      states[found] = next;
      values[found] = done;
      edges[found] = edge;
      before[found] = i;
      found += 1;
      if (next === start && duties.met(done)) return wayBack(edges, before, found - 1);
    }
  }
  return null;
}

/** Of a state. */
function mostEdges({ states, first }: StateGraph): number {
  let most = 0;
  for (let state = 0; state < states; state++) most = Math.max(most, first[state + 1] - first[state]);
  return most;
}

/** A set of pairs of a state and a number; of most states there are few. */
class Pairs {
  /** By state: the number of its first pair, plus 1; 0: there is none. */
  private readonly first: Int32Array;
  private readonly others = new PairTable();

  constructor(states: number) {
    this.first = new Int32Array(states);
  }

  /** False if it is in the set already. */
  add(state: number, number: number): boolean {
    const first = this.first[state] - 1;
    if (first === number) return false;
    if (first < 0) this.first[state] = number + 1;
    else if (this.others.get(state, number) !== PairTable.missing) return false;
    else this.others.set(state, number, 1);
    return true;
  }
}

/** The edges to the last step, each found from the one `before` it; step 0 is where the way begins. */
function wayBack(edges: ArrayLike<number>, before: ArrayLike<number>, last: number): number[] {
  const way: number[] = [];
  for (let i = last; i > 0; i = before[i]) way.push(edges[i]);
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
  const steps = [from];
  const edges = [-1];
  const before = [-1];
  const seen = new Uint8Array(graph.states);
  for (let i = 0; i < steps.length; i++) {
    const state = steps[i];
    for (let edge = first[state]; edge < first[state + 1]; edge++) {
      const next = target[edge];
      if (owner[next] !== owner[from] || (seen[next] === 1 && !reached(edge))) continue;
      seen[next] = 1;
      edges.push(edge);
      before.push(i);
      if (reached(edge)) return wayBack(edges, before, steps.push(next) - 1);
      steps.push(next);
    }
  }
  throw new RangeError("bug in the search: a component that is not connected");
}

function bitOf(index: number): number {
  return index < 0 ? 0 : 1 << index;
}
