/** States and units as text: equal text iff the same. What does not belong to their identity (see `state.ts`) is left out. */
import { encode, encodeFrame, encodeObject, encodeRecord } from "../programs/encode.js";
import type { State, UnitState } from "./state.js";

/** Injective text of a state, without the time. */
export function encodeState(state: Readonly<State>): string {
  return [
    state.units.map(encodeUnit).join("\n"),
    state.globals.map((value) => encode(value)).join(" "),
    state.heap.map((object) => encodeObject(object)).join(" "),
  ].join("\n---\n");
}

/** Injective text of a resting (normalised) unit. */
export function encodeUnit(unit: Readonly<UnitState>): string {
  const heap = privateIds(unit)
    .map((id) => `${id}=${encodeObject(unit.heap[id])}`)
    .join(";");
  const locals = Object.keys(unit.locals)
    .map((id) => `${id}>${unit.locals[Number(id)].id}`)
    .join(",");
  const frames = unit.frames.map((frame) => encodeFrame(frame)).join("/");
  return `${unit.template}|${JSON.stringify(unit.name)}|${unit.daemon ? "d" : ""}${unit.status}|${unit.process},${unit.module?.id ?? ""},${unit.exitCode ?? ""}|${unit.next}|${frames}|${heap}|${locals}|${encode(unit.exception)}|${encodeRecord(unit.observed)}${encodeTime(unit)}`;
}

/** Nothing in untimed programs. */
function encodeTime({ left, alarms }: Readonly<UnitState>): string {
  const set = Object.entries(alarms);
  if (left === null && set.length === 0) return "";
  return `|${left ?? ""}|${set.map(([id, until]) => `${id}:${until}`).join(",")}`;
}

/** The unit's private objects, in the order in which they were numbered. */
export function privateIds(unit: Readonly<UnitState>): number[] {
  return Object.keys(unit.heap)
    .map(Number)
    .sort((a, b) => b - a);
}
