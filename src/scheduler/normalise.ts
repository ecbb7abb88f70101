/**
 * A resting unit in canonical form: locals that nobody will read are forgotten, unreachable private objects too, and
 * the others are numbered -1, -2, … in the order in which they are reached. Equal units then have equal text.
 */
import type { Frame, HeapObject, Ref } from "../programs/value.js";
import type { Machine } from "./machine.js";
import { neglected } from "./notice.js";
import { replaceInUnit, visitObject, visitUnit } from "./refs.js";

export function normalise(m: Machine): void {
  forgetDeadLocals(m);
  const { unit } = m;
  const order: number[] = [];
  const names = new Map<number, number>();
  const visit = (ref: Ref): void => {
    if (ref.id >= 0 || names.has(ref.id)) return;
    order.push(ref.id);
    names.set(ref.id, -order.length);
  };
  visitUnit(unit, visit);
  for (let i = 0; i < order.length; i++) visitObject(unit.heap[order[i]], visit);
  if (order.every((id, i) => id === -(i + 1)) && unit.next === -order.length - 1) return;
  if (m.recorder.noticed !== undefined)
    for (const id of Object.keys(unit.heap).map(Number)) if (!names.has(id)) noticeForgotten(m, unit.heap[id]);
  const heap: Record<number, HeapObject> = {};
  for (const id of order) heap[names.get(id) ?? id] = unit.heap[id];
  unit.heap = heap;
  unit.next = -order.length - 1;
  replaceInUnit(unit, (ref) => {
    const id = names.get(ref.id);
    return id === undefined || id === ref.id ? ref : { ...ref, id };
  });
}

/** What nobody can reach any more may be something that should have been used. */
function noticeForgotten(m: Machine, object: Readonly<HeapObject>): void {
  const notice = neglected(m.world.program, object);
  if (notice !== null) m.recorder.noticed?.(notice);
}

function forgetDeadLocals(m: Machine): void {
  const { frames } = m.unit;
  frames.forEach((frame, depth) => {
    forgetIn(m, frame, depth < frames.length - 1);
  });
}

/** A frame that waits, for a call or suspended, still needs what its handlers would read if that raised. */
export function forgetIn(m: Machine, frame: Frame, waits: boolean): void {
  const { live } = m.codeOf(frame);
  const after = live[frame.pc] ?? none;
  const before = waits ? (live[frame.pc - 1] ?? none) : none;
  for (let slot = 0; slot < frame.locals.length; slot++)
    if (frame.locals[slot] !== undefined && !after.includes(slot) && !before.includes(slot))
      frame.locals[slot] = undefined;
}

const none: readonly number[] = [];
