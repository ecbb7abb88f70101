/**
 * Shared objects in canonical order. Objects made while the units run are numbered in the order in which they are
 * reached (from the names, the first objects, then the units), and dropped when nobody reaches them, so that two
 * states which differ only in the order of creation are one.
 *
 * `fixed` objects were there before the first step; they keep their ids for ever.
 */
import type { HeapObject, Ref } from "../programs/value.js";
import { replaceInObject, replaceInUnit, replaceInValue, visitObject, visitUnit, visitValue } from "./refs.js";
import type { State } from "./state.js";

/** old id → new id for the dynamic objects that are reached; null: already canonical. */
export function canonicalOrder(
  count: number,
  fixed: number,
  visitRoots: (visit: (id: number) => void) => void,
  visitChildren: (id: number, visit: (id: number) => void) => void,
): Map<number, number> | null {
  if (count <= fixed) return null;
  const names = new Map<number, number>();
  const queue: number[] = [];
  const visit = (id: number): void => {
    if (id < fixed || names.has(id)) return;
    names.set(id, fixed + queue.length);
    queue.push(id);
  };
  visitRoots(visit);
  for (let i = 0; i < queue.length; i++) visitChildren(queue[i], visit);
  if (queue.length === count - fixed && queue.every((id, i) => id === fixed + i)) return null;
  return names;
}

/** The state with its dynamic objects in canonical order, in place; `dropped` gets those that nobody reaches. */
export function canonicalise(
  state: State,
  fixed: number,
  dropped: (object: Readonly<HeapObject>) => void = () => undefined,
): void {
  const refs = (visit: (id: number) => void) => (ref: Ref) => {
    if (ref.id >= 0) visit(ref.id);
  };
  const names = canonicalOrder(
    state.heap.length,
    fixed,
    (visit) => {
      for (const value of state.globals) visitValue(value, refs(visit));
      for (let id = 0; id < fixed; id++) visitObject(state.heap[id], refs(visit));
      for (const unit of state.units) {
        visitUnit(unit, refs(visit));
        for (const id of Object.keys(unit.locals)) if (Number(id) >= 0) visit(Number(id));
        for (const id of Object.keys(unit.heap).sort((a, b) => Number(b) - Number(a)))
          visitObject(unit.heap[Number(id)], refs(visit));
      }
    },
    (id, visit) => {
      visitObject(state.heap[id], refs(visit));
    },
  );
  if (names === null) return;
  for (let id = fixed; id < state.heap.length; id++) if (!names.has(id)) dropped(state.heap[id]);
  const replace = (ref: Ref): Ref => {
    const id = names.get(ref.id);
    return id === undefined || id === ref.id ? ref : { ...ref, id };
  };
  const heap: HeapObject[] = state.heap.slice(0, fixed);
  for (const [old, id] of names) heap[id] = state.heap[old];
  for (const object of heap) replaceInObject(object, replace);
  state.heap = heap;
  state.globals = state.globals.map((value) => (value === undefined ? undefined : replaceInValue(value, replace)));
  for (const unit of state.units) replaceInUnit(unit, replace);
}
