/**
 * Library objects that are places: `v.value`, `d["k"]` of a manager. Their Python code says when it reads and writes one,
 * so that the caller's windows (see windows) and the trace treat it as an attribute or item of a plain object.
 *
 *   _reads(object, name, value)        _writes(object, name, before, value)
 *   _reads_item(object, key, value)    _writes_item(object, key, before, value)
 */
import type { Instruction } from "../programs/code.js";
import { isKind } from "../programs/builtins/values.js";
import type { Frame, Value } from "../programs/value.js";
import type { Machine } from "./machine.js";
import type { Target } from "./target.js";
import { closeWindows, openWindow } from "./windows.js";

/** The frame that called the accessor, and the instruction it is at. */
function caller(m: Machine): { frame: Frame; instruction: Instruction } | null {
  const { frames } = m.unit;
  const frame = frames.at(-2);
  return frame === undefined ? null : { frame, instruction: m.codeOf(frame).instructions[frame.pc - 1] };
}

function targetOf(object: Value, key: Value, item: boolean): Target | null {
  if (!isKind(object, "ref") || object.id < 0) return null;
  if (item) return { kind: "item", ref: object, index: key };
  return typeof key === "string" ? { kind: "attribute", ref: object, name: key } : null;
}

function reads(m: Machine, [object, key, value]: readonly Value[], item: boolean): Value {
  const target = targetOf(object, key, item);
  const from = caller(m);
  if (target === null || from === null) return null;
  const { instruction } = from;
  if (instruction.op === "LOAD_ATTR" || instruction.op === "SUBSCRIPT")
    openWindow(m, instruction.window, target, value, from.frame);
  m.recorder.access?.(m, "read", target, undefined, value);
  return null;
}

function writes(m: Machine, [object, key, before, value]: readonly Value[], item: boolean): Value {
  const target = targetOf(object, key, item);
  const from = caller(m);
  if (target === null || from === null) return null;
  const { instruction } = from;
  const windows =
    instruction.op === "STORE_ATTR" || instruction.op === "STORE_SUBSCRIPT" ? instruction.windows : undefined;
  closeWindows(m, windows, target, () => before, value, from.frame);
  m.recorder.access?.(m, "write", target, before, value);
  return null;
}

export const accessors: Readonly<Record<string, (m: Machine, args: readonly Value[]) => Value>> = {
  _reads: (m, args) => reads(m, args, false),
  _writes: (m, args) => writes(m, args, false),
  _reads_item: (m, args) => reads(m, args, true),
  _writes_item: (m, args) => writes(m, args, true),
};
