/**
 * A search that was stopped, as plain data, and how to go on from there as if it had never been stopped.
 *
 * What is saved is what has been numbered: items by their interned numbers, cells, states, edges, marks. Left out is what
 * follows from it:
 *
 *   decision trees   are filled again on demand. What they intern then has its number already, for a step interns the
 *                    same whenever it is run; so what is new gets its number when it would have got it anyway.
 *   the frontier     depends on nothing but the graph: as many nodes are visited again, whose edges are known.
 *
 * A search stops only between two batches of steps (see `search`), so nothing has a number that no state has asked for.
 */
import type { HeapObject, Value } from "../programs/value.js";
import type { UnitState } from "../scheduler/state.js";
import type { Limit } from "./exploration.js";
import type { GraphBuilder, SavedGraph } from "./graph-builder.js";
import type { Inspection } from "./inspection.js";
import type { Mark, Marks } from "./marks.js";
import type { Shape } from "./packing.js";
import type { Proving } from "./proving.js";
import type { ReducedResult } from "./reduced-search.js";
import type { SavedStates, StateSet } from "./state-set.js";
import type { Tabulation } from "./tabulation.js";

export interface SavedSearch {
  readonly shape: Shape;
  readonly tabulation: SavedTabulation;
  readonly states: SavedStates;
  readonly graph: SavedGraph;
  /** By number. */
  readonly marks: readonly Mark[];
  /** By expectation index. */
  readonly expected: ReadonlyMap<number, ReadonlySet<string>>;
  readonly due: number;
  readonly proof: ReducedResult | null;
  /** How many nodes of the preemption-bounded search have been visited. */
  readonly visited: number;
}

/** What a search is to go on from, and whom it tells. */
export interface Saving {
  /** Null: it begins. */
  readonly from: SavedSearch | null;
  /** Called when a limit has stopped the search that another one would not, before the answer is made; `save` is for then only. */
  readonly stopped: ((limit: Limit, save: () => SavedSearch) => void) | null;
}

export const unsaved: Saving = { from: null, stopped: null };

interface SavedTabulation {
  /** In the order of their numbers, from 1. */
  readonly values: readonly Value[];
  readonly objects: readonly HeapObject[];
  readonly units: readonly UnitState[];
  /** Places, in the order of their cells. */
  readonly reserved: readonly number[];
  readonly standstills: boolean;
}

/** A snapshot was made by another program, with other options, or by another version. */
export class SnapshotError extends Error {}

/** The parts of a search that number things. */
export interface Parts {
  readonly tabulation: Tabulation;
  readonly set: StateSet;
  readonly graph: GraphBuilder;
  readonly marks: Marks;
  readonly inspection: Inspection;
  readonly proving: Proving;
}

/** Valid until the search goes on. */
export function savedSearch(parts: Parts, shape: Shape, visited: number): SavedSearch {
  const { tabulation, set, graph, marks, inspection, proving } = parts;
  const { values, objects, units, reserved } = tabulation.packing;
  const { standstills } = tabulation;
  return {
    shape,
    tabulation: { values: values.all, objects: objects.all, units: units.all, reserved, standstills },
    states: set.saved(),
    graph: graph.saved(),
    marks: [...marks.items],
    expected: new Map([...inspection.expected].map(([index, texts]) => [index, new Set(texts)])),
    due: proving.due,
    proof: proving.proof,
    visited,
  };
}

/** For a tabulation in which only the initial state has been packed. Throws SnapshotError if it is not that of the saved one. */
export function restoreTabulation(tabulation: Tabulation, saved: SavedTabulation): void {
  const { packing } = tabulation;
  inOrder(saved.values, 1, (value) => packing.values.add(value));
  inOrder(saved.objects, 1, (object) => packing.objects.add(object));
  inOrder(saved.units, 1, (unit) => tabulation.unitNumber(unit));
  for (const place of saved.reserved) packing.reserve(place);
  tabulation.standstills = saved.standstills;
}

/** What does not belong to the tabulation or the set. Throws SnapshotError if the search is not the saved one. */
export function restoreFindings({ graph, marks, inspection, proving }: Parts, saved: SavedSearch): void {
  graph.restore(saved.graph);
  inOrder(saved.marks, 0, (mark) => marks.number(mark));
  for (const [index, texts] of saved.expected) for (const text of texts) inspection.expected.get(index)?.add(text);
  proving.due = saved.due;
  proving.proof = saved.proof;
}

/** Each must get the number that it had. */
function inOrder<T>(items: readonly T[], from: number, add: (item: T) => number): void {
  items.forEach((item, i) => {
    if (add(item) !== i + from) throw new SnapshotError("the snapshot belongs to another search");
  });
}
