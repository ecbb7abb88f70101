/**
 * Traps: strongly connected components that have a cycle and that no edge leaves, so that runs stay in them for ever; and
 * who stands still there: a unit that no step of a trap moves can wait for ever.
 *
 * From most states an end can be reached, or all of the others: then there is no trap, or one, and that is seen without
 * asking for components.
 */
import { components, outside, reachedFrom } from "./components.js";
import type { StateGraph } from "./graph.js";

type Edges = Pick<StateGraph, "first" | "target">;

export interface Traps {
  /** By state: the number of its trap, or -1. Traps are numbered by their first states. */
  readonly owner: Int32Array;
  readonly count: number;
}

/**
 * The traps among all states, reachable or not. A state not expanded counts as one without edges, so that of an
 * incomplete graph some may be missing.
 */
export function trapsIn(graph: StateGraph): Traps {
  const lost = lostStates(graph);
  const pivot = lost.indexOf(1);
  if (pivot < 0) return { owner: new Int32Array(graph.states).fill(-1), count: 0 };
  const returns = new Uint8Array(graph.states);
  returns[pivot] = 1;
  spreadBack(graph, returns, lost);
  // Whatever is reached from there is lost too.
  const isOne = lost.every((value, state) => value === returns[state]);
  return isOne ? { owner: reachedFrom(graph, pivot), count: 1 } : bottomsWithin(graph, lost);
}

/** For each trap the units with an edge inside it, ascending. O(states + edges + traps · units). */
export function unitsMovingIn(graph: StateGraph, { owner, count }: Traps): readonly (readonly number[])[] {
  const { first, label, labels, units, states } = graph;
  const unitOf = Int32Array.from(labels, ({ unit }) => unit);
  const moves = new Uint8Array(count * units);
  for (let state = 0; state < states; state++) {
    const row = owner[state] * units;
    if (row < 0) continue;
    for (let edge = first[state]; edge < first[state + 1]; edge++) moves[row + unitOf[label[edge]]] = 1;
  }
  const all = Array.from({ length: units }, (_, unit) => unit);
  return Array.from({ length: count }, (_, row) => all.filter((unit) => moves[row * units + unit] === 1));
}

/** By state: 1 if no state without edges can be reached from it. */
function lostStates(graph: StateGraph): Uint8Array {
  const { states, first } = graph;
  const ends = new Uint8Array(states);
  let found = 0;
  for (let state = 0; state < states; state++) if (first[state] === first[state + 1]) found += ends[state] = 1;
  const all = new Uint8Array(states).fill(1);
  if (found > 0) spreadBack(graph, ends, all);
  return ends.map((end) => 1 - end);
}

/**
 * Sets 1 wherever a state that has 1 can be reached from, among those of a region that no edge leaves. Depth first, where
 * a path that comes to such a state is done with, whatever edges are left; so it looks at few. What was given up on the way
 * is then reached by its edges backwards. O(states + edges).
 */
function spreadBack({ states, first, target }: StateGraph, can: Uint8Array, region: Uint8Array): void {
  const next = new Int32Array(states);
  const path = new Int32Array(states);
  const seen = can.slice();
  const givenUp: number[] = [];
  for (let root = 0; root < states; root++) {
    if (seen[root] === 1 || region[root] === 0) continue;
    let length = 0;
    const enter = (state: number): void => {
      seen[state] = 1;
      next[state] = first[state];
      path[length++] = state;
    };
    enter(root);
    while (length > 0) {
      const state = path[length - 1];
      const edge = next[state]++;
      if (edge >= first[state + 1]) givenUp.push(path[--length]);
      else if (can[target[edge]] === 1) while (length > 0) can[path[--length]] = 1;
      else if (seen[target[edge]] === 0) enter(target[edge]);
    }
  }
  spreadAmong(givenUp, { first, target }, can);
}

/** The same among these states, by their edges backwards. */
function spreadAmong(among: readonly number[], { first, target }: Edges, can: Uint8Array): void {
  const sources = new Map<number, number[]>();
  const found: number[] = [];
  for (const state of among)
    for (let edge = first[state]; edge < first[state + 1] && can[state] === 0; edge++) {
      const next = target[edge];
      const others = sources.get(next);
      if (can[next] === 1) {
        can[state] = 1;
        found.push(state);
      } else if (others === undefined) sources.set(next, [state]);
      else others.push(state);
    }
  for (let state = found.pop(); state !== undefined; state = found.pop())
    for (const source of sources.get(state) ?? []) {
      if (can[source] === 1) continue;
      can[source] = 1;
      found.push(source);
    }
}

/** By components. */
function bottomsWithin(graph: StateGraph, lost: Uint8Array): Traps {
  const { states, first, target } = graph;
  const { component, count } = components(graph, lost);
  const isLeft = new Uint8Array(count);
  for (let state = 0; state < states; state++) {
    if (component[state] === outside) continue;
    for (let edge = first[state]; edge < first[state + 1]; edge++)
      if (component[target[edge]] !== component[state]) isLeft[component[state]] = 1;
  }
  const numbers = new Map<number, number>();
  const owner = component.map((each) => {
    if (each === outside || isLeft[each] === 1) return -1;
    const number = numbers.get(each) ?? numbers.size;
    numbers.set(each, number);
    return number;
  });
  return { owner, count: numbers.size };
}
