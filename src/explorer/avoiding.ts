/**
 * The graph with a kind of trouble taken out of it: whatever shows the trouble leads to one more state, the *sink*,
 * and every other state without edges is a good end.
 *
 *   ○ ─→ ○ ─→ ● trouble        ○ ─→ ○ ─→ sink
 *   └──→ ○ ─→ ○          ⇒     └──→ ○ ─→ good end
 *
 * The edges of a state stay the same in number and order, so that who could go on, and what is a preemption, does too.
 */
import type { StateGraph } from "./graph.js";
import { spreadBack } from "./reaching.js";

/** The marks of the diverted graph: on the sink, and on the good ends. */
export const caught = 0;
export const well = 1;
const caughtSet = 1;
const wellSet = 2;

/** The graph without the trouble; the sink is its last state. Null if the initial state shows it already. */
export function divert(graph: StateGraph, trouble: ReadonlySet<number>): StateGraph | null {
  const { states, edges, target, edgeMark, stateMark } = graph;
  const bad = graph.markSets.map((set) => set.some((mark) => trouble.has(mark)));
  if (bad[stateMark[0]]) return null;
  const to = target.slice(0, edges);
  for (let edge = 0; edge < edges; edge++) if (bad[edgeMark[edge]] || bad[stateMark[to[edge]]]) to[edge] = states;
  const first = new Int32Array(states + 2);
  first.set(graph.first.subarray(0, states + 1));
  first[states + 1] = edges;
  const ends = new Uint8Array(states + 1);
  for (let state = 0; state < states; state++) if (first[state] === first[state + 1]) ends[state] = wellSet;
  ends[states] = caughtSet;
  const marks = { edgeMark: new Uint8Array(edges), stateMark: ends, markSets: [[], [caught], [well]] };
  return { ...graph, ...marks, states: states + 1, expanded: states + 1, first, target: to };
}

/** By state of a diverted graph: 1 if some path leads to a good end. O(states + edges) */
export function canEndWell(graph: StateGraph): Uint8Array {
  const { states, first, target, stateMark } = graph;
  const can = new Uint8Array(states);
  // Most edges lead to states with higher numbers, of which all is known; of others it is not.
  let isKnown = true;
  for (let state = states - 1; state >= 0; state--) {
    if (stateMark[state] === wellSet) can[state] = 1;
    for (let edge = first[state]; can[state] === 0 && edge < first[state + 1]; edge++) {
      can[state] = can[target[edge]];
      if (target[edge] <= state) isKnown = false;
    }
  }
  if (!isKnown) spreadBack(graph, can);
  return can;
}

/** How many steps of the path lead to where no good end can be reached any more; null if one can to the last. */
export function stepsToNoReturn({ target }: StateGraph, can: Uint8Array, path: readonly number[]): number | null {
  if (can[0] === 0) return 0;
  const at = path.findIndex((edge) => can[target[edge]] === 0);
  return at < 0 ? null : at + 1;
}
