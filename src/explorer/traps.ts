/**
 * Traps: strongly connected components that have a cycle and that no edge leaves, so that runs stay in them for ever; and
 * who stands still there: a unit that no step of a trap moves can wait for ever.
 *
 * From most states an end can be reached, or all of the others: then there is no trap, or one, and that is seen without
 * asking for components.
 */
import { components, outside } from "./components.js";
import type { Digraph, Steps } from "./graph.js";
import { reachedFrom, spreadBack } from "./reaching.js";

export interface Traps {
  /** By state: the number of its trap, or -1. Traps are numbered by their first states. */
  readonly owner: Int32Array;
  readonly count: number;
}

/** The traps of a graph whose states can all be reached from state 0. A state not expanded counts as one without edges. */
export function trapsIn(graph: Digraph): Traps {
  const { states } = graph;
  const lost = lostStates(graph);
  const pivot = lost.indexOf(1);
  if (pivot < 0) return { owner: new Int32Array(states).fill(-1), count: 0 };
  const returns = new Uint8Array(states);
  returns[pivot] = 1;
  spreadBack(graph, returns, lost);
  for (let state = 0; state < states; state++) if (lost[state] !== returns[state]) return bottomsWithin(graph, lost);
  // Whatever is reached from there is lost too.
  return { owner: reachedFrom(graph, pivot), count: 1 };
}

/** For each trap the units with an edge inside it, ascending. O(states + edges + traps · units). */
export function unitsMovingIn(graph: Steps, { owner, count }: Traps): readonly (readonly number[])[] {
  const { first, label, labels, units, states } = graph;
  const unitOf = Int32Array.from(labels, ({ unit }) => unit);
  const moves = new Uint8Array(count * units);
  for (let state = 0, missing = moves.length; state < states && missing > 0; state++) {
    const row = owner[state] * units;
    if (row < 0) continue;
    for (let edge = first[state]; edge < first[state + 1]; edge++) {
      const place = row + unitOf[label[edge]];
      missing -= 1 - moves[place];
      moves[place] = 1;
    }
  }
  const all = Array.from({ length: units }, (_, unit) => unit);
  return Array.from({ length: count }, (_, row) => all.filter((unit) => moves[row * units + unit] === 1));
}

/** By state: 1 if no state without edges can be reached from it. */
function lostStates(graph: Digraph): Uint8Array {
  const { states, first } = graph;
  const lost = new Uint8Array(states).fill(1);
  const ends = new Uint8Array(states);
  let found = 0;
  for (let state = 0; state < states; state++) if (first[state] === first[state + 1]) found += ends[state] = 1;
  if (found === 0) return lost;
  spreadBack(graph, ends);
  for (let state = 0; state < states; state++) lost[state] -= ends[state];
  return lost;
}

/** By components. */
function bottomsWithin(graph: Digraph, lost: Uint8Array): Traps {
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
