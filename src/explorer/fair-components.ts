/**
 * Where a fair run can stay for ever: the strongly connected components of a part of the graph in which a run can go
 * round so that no unit is treated unfairly.
 *
 *   none     any cycle
 *   weak     each unit moves in the component, or some state of it lets the unit not move: the round visits them all,
 *            so no unit is able to move all the time and never does
 *   strong   each unit moves in the component, or no state of it lets the unit move
 *
 * A part of a component that is not weakly fair is not either: it has fewer states and fewer edges. Under strong
 * fairness a part may do: the states in which the neglected units are able to move are taken out, and what is left is
 * looked at again (Streett emptiness, Emerson and Lei 1987). Each time some unit is done with, so it ends after at
 * most as many rounds as there are units.
 */
import type { Fairness } from "../programs/program.js";
import { components } from "./components.js";
import type { StateGraph } from "./graph.js";

export interface FairComponents {
  /** By state: the number of its fair component, or -1. */
  readonly owner: Int32Array;
  readonly count: number;
}

/** The fair components of the states where `region` is 1. O(states + edges), for strong fairness times units. */
export function fairComponents(graph: StateGraph, region: Uint8Array, fairness: Fairness): FairComponents {
  const search = new FairSearch(graph, region, fairness);
  while (search.round());
  return { owner: search.owner, count: search.count };
}

class FairSearch {
  readonly owner: Int32Array;
  count = 0;
  private readonly graph: StateGraph;
  private readonly fairness: Fairness;
  /** 1: not known yet whether it is in a fair component. */
  private readonly open: Uint8Array;
  private readonly tally: Tally;

  constructor(graph: StateGraph, region: Uint8Array, fairness: Fairness) {
    this.graph = graph;
    this.fairness = fairness;
    this.open = region.slice();
    this.owner = new Int32Array(graph.states).fill(-1);
    this.tally = new Tally(graph);
  }

  /** Decides the components of what is open; true if something is left of one. */
  round(): boolean {
    const { component, count } = components(this.graph, this.open);
    const { starts, members } = grouped(component, count);
    let left = false;
    for (let c = 0; c < count; c++) if (this.decide(members.subarray(starts[c], starts[c + 1]), component)) left = true;
    return left;
  }

  /** True if a part of it remains open. */
  private decide(members: Int32Array, component: Int32Array): boolean {
    const neglected = this.tally.neglected(members, component, this.fairness);
    if (neglected === null || (neglected.length > 0 && this.fairness !== "strong")) {
      for (const state of members) this.open[state] = 0;
      return false;
    }
    if (neglected.length > 0) return this.cut(members, neglected);
    for (const state of members) {
      this.open[state] = 0;
      this.owner[state] = this.count;
    }
    this.count++;
    return false;
  }

  /** Takes out the states in which one of the units is able to move. */
  private cut(members: Int32Array, units: readonly number[]): boolean {
    const { first, label, labels } = this.graph;
    let left = false;
    for (const state of members) {
      let able = false;
      for (let edge = first[state]; edge < first[state + 1]; edge++) able ||= units.includes(labels[label[edge]].unit);
      if (able) this.open[state] = 0;
      else left = true;
    }
    return left;
  }
}

/** Counts, component by component, what each unit can do in it. */
class Tally {
  private readonly graph: StateGraph;
  /** By label. */
  private readonly unitOf: Int32Array;
  /** By unit: in how many states of the component it is able to move; the last such state; whether it moves inside. */
  private readonly able: Int32Array;
  private readonly lastAble: Int32Array;
  private readonly moves: Uint8Array;
  /** The units that are able to move somewhere in the component. */
  private seen: number[] = [];

  constructor(graph: StateGraph) {
    this.graph = graph;
    this.unitOf = Int32Array.from(graph.labels, ({ unit }) => unit);
    this.able = new Int32Array(graph.units);
    this.lastAble = new Int32Array(graph.units).fill(-1);
    this.moves = new Uint8Array(graph.units);
  }

  /** The units to which a run that stays in the component is bound to be unfair; null: no run can stay in it. */
  neglected(members: Int32Array, component: Int32Array, fairness: Fairness): number[] | null {
    if (!this.count(members, component)) return null;
    if (fairness === "none") return [];
    const enough = fairness === "weak" ? members.length : 1;
    return this.seen.filter((unit) => this.moves[unit] === 0 && this.able[unit] >= enough).sort((a, b) => a - b);
  }

  /** Whether some edge stays inside. */
  private count(members: Int32Array, component: Int32Array): boolean {
    const { first, target, label } = this.graph;
    for (const unit of this.seen) this.able[unit] = this.moves[unit] = 0;
    this.seen = [];
    let inside = false;
    for (const state of members)
      for (let edge = first[state]; edge < first[state + 1]; edge++) {
        const unit = this.unitOf[label[edge]];
        this.see(unit, state);
        if (component[target[edge]] !== component[state]) continue;
        this.moves[unit] = 1;
        inside = true;
      }
    for (const unit of this.seen) this.lastAble[unit] = -1;
    return inside;
  }

  private see(unit: number, state: number): void {
    if (this.lastAble[unit] === state) return;
    this.lastAble[unit] = state;
    if (this.able[unit]++ === 0) this.seen.push(unit);
  }
}

/** The states of component c are members[starts[c]] … members[starts[c + 1] - 1], ascending. */
function grouped(component: Int32Array, count: number): { starts: Int32Array; members: Int32Array } {
  const starts = new Int32Array(count + 1);
  for (const c of component) if (c < count) starts[c + 1]++;
  for (let c = 0; c < count; c++) starts[c + 1] += starts[c];
  const next = starts.slice(0, count);
  const members = new Int32Array(starts[count]);
  component.forEach((c, state) => {
    if (c < count) members[next[c]++] = state;
  });
  return { starts, members };
}
