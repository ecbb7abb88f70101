/**
 * Liveness: what every run must do sooner or later. A run that breaks such a property is infinite, so it is looked for
 * as a lasso:
 *
 *   eventually P          P is false from the first state on, for ever
 *   always eventually P   from some state on P is false for ever
 *   P leads to Q          from a state on in which P is true, Q is false for ever (that state included)
 *
 * A run that is over stays in its last state for ever.
 */
import type { Fairness, Property, PropertyKind } from "../programs/program.js";
import type { StateGraph } from "./graph.js";
import { shortestLasso } from "./lasso.js";
import type { Lasso, Violation } from "./lasso.js";
import type { Mark } from "./marks.js";

export type LivenessKind = Extract<PropertyKind, "eventually" | "always eventually" | "leads to">;

export function isLiveness(kind: PropertyKind): kind is LivenessKind {
  return kind === "eventually" || kind === "always eventually" || kind === "leads to";
}

/** `starved`: units that never move in the loop, though they could later on if others let them; ascending. */
export interface BrokenProperty extends Lasso {
  readonly starved: readonly number[];
}

/** By index of the property: a lasso that breaks it. A property without one holds if the graph is complete. */
export function brokenLiveness(
  graph: StateGraph,
  marks: readonly Mark[],
  properties: readonly Property[],
  fairness: Fairness,
): ReadonlyMap<number, BrokenProperty> {
  const broken = new Map<number, BrokenProperty>();
  properties.forEach(({ kind }, index) => {
    if (!isLiveness(kind)) return;
    const lasso = shortestLasso(graph, violation(graph, marks, kind, index), fairness, known(graph));
    if (lasso !== null) broken.set(index, { ...lasso, starved: starvedBy(graph, lasso) });
  });
  return broken;
}

/** States from there on may have edges that were not looked at. */
function known({ complete, states, expanded }: StateGraph): number {
  return complete ? states : expanded;
}

function violation(graph: StateGraph, marks: readonly Mark[], kind: LivenessKind, index: number): Violation {
  const isTrue = (then: boolean): Uint8Array => {
    const mark = marks.findIndex((each) => each.kind === "condition" && each.index === index && each.then === then);
    return statesWith(graph, mark);
  };
  const wanted = isTrue(kind === "leads to");
  const bad = wanted.map((value) => 1 - value);
  if (kind === "eventually") return { bad, start: "initial" };
  return { bad, start: kind === "always eventually" ? bad : isTrue(false) };
}

function starvedBy(graph: StateGraph, { loop }: Lasso): number[] {
  if (loop.length === 0) return [];
  const { first, target, label, labels, states, units } = graph;
  const moves = new Set(loop.map((edge) => labels[label[edge]].unit));
  const able = new Uint8Array(units);
  const seen = new Uint8Array(states);
  const queue = [target[loop[loop.length - 1]]];
  seen[queue[0]] = 1;
  for (let state = queue.pop(); state !== undefined; state = queue.pop())
    for (let edge = first[state]; edge < first[state + 1]; edge++) {
      able[labels[label[edge]].unit] = 1;
      const next = target[edge];
      if (seen[next] === 1) continue;
      seen[next] = 1;
      queue.push(next);
    }
  return [...able.keys()].filter((unit) => able[unit] === 1 && !moves.has(unit));
}

/** By state: 1 if it has the mark. */
function statesWith({ states, stateMark, markSets }: StateGraph, mark: number): Uint8Array {
  const has = Uint8Array.from(markSets, (set) => (set.includes(mark) ? 1 : 0));
  const found = new Uint8Array(states);
  for (let state = 0; state < states; state++) found[state] = has[stateMark[state]];
  return found;
}
