/** `object[index]`: instances through `__getitem__`, built-in containers directly; reads and writes of shared items are noted. */
import { hashKey } from "../programs/builtins/hash.js";
import { Delegate } from "../programs/builtins/heap.js";
import { deleteItem, getItem, setItem } from "../programs/builtins/subscripts.js";
import { isKind } from "../programs/builtins/values.js";
import type { Ref, Value } from "../programs/value.js";
import { Raise } from "../programs/builtins/heap.js";
import { call } from "./calls.js";
import type { Machine } from "./machine.js";
import type { Target } from "./target.js";
import { specialMethod } from "./attributes.js";
import { closeWindows, openWindow } from "./windows.js";

/** A slice touches the container as a whole. */
export function itemTarget(ref: Ref, index: Value): Target {
  const whole = index !== null && typeof index === "object" && index.kind === "slice";
  return whole ? { kind: "object", ref } : { kind: "item", ref, index };
}

export function loadSubscript(m: Machine, window: number | undefined): void {
  const index = m.pop();
  const object = m.pop();
  const own = specialMethod(m, object, "__getitem__");
  if (own !== null) return call(m, own, [index]);
  if (isGeneric(object)) return m.push(object);
  const value = getItem(m, object, index);
  if (m.isSharedContainer(object)) {
    const target = itemTarget(object, index);
    m.recorder.access?.(m, "read", target, undefined, value);
    openWindow(m, window, target, value);
  }
  m.push(value);
}

/** `list[int]` at run time is the type itself. */
function isGeneric(object: Value): boolean {
  return object !== null && typeof object === "object" && object.kind === "type";
}

function currentItem(m: Machine, ref: Ref, index: Value): Value | undefined {
  if (index !== null && typeof index === "object" && index.kind === "slice") return undefined;
  const object = m.read(ref);
  try {
    if (object.kind !== "dict") return getItem(m, ref, index);
    const wanted = hashKey(m, index);
    return object.entries.find(([key]) => hashKey(m, key) === wanted)?.[1];
  } catch (error) {
    if (error instanceof Raise || error instanceof Delegate) return undefined;
    throw error;
  }
}

/** `d.get(k)` looks at the place `d[k]`. */
export function openLookup(m: Machine, window: number, callee: Value, args: readonly Value[]): void {
  if (!isKind(callee, "method") || !isKind(callee.callee, "builtin") || callee.callee.name !== "dict.get") return;
  if (!m.isSharedContainer(callee.self)) return;
  const [index] = args;
  openWindow(m, window, { kind: "item", ref: callee.self, index }, currentItem(m, callee.self, index));
}

export function storeSubscript(m: Machine, windows: readonly number[] | undefined): void {
  const index = m.pop();
  const object = m.pop();
  const value = m.pop();
  const own = specialMethod(m, object, "__setitem__");
  if (own !== null) return call(m, own, [index, value], {}, { kind: "discard" });
  if (!m.isSharedContainer(object)) return setItem(m, object, index, value);
  const target = itemTarget(object, index);
  const before = m.recorder.access === undefined ? undefined : currentItem(m, object, index);
  const shared = m.shareOne(value);
  const sharedIndex = m.shareOne(index);
  closeWindows(m, windows, target, () => currentItem(m, object, index), shared);
  if (target.kind === "object") m.recorder.before?.(m, object);
  setItem(m, object, sharedIndex, shared);
  m.recorder.access?.(m, "write", target, before, shared);
}

export function deleteSubscript(m: Machine): void {
  const index = m.pop();
  const object = m.pop();
  const own = specialMethod(m, object, "__delitem__");
  if (own !== null) return call(m, own, [index], {}, { kind: "discard" });
  if (!m.isSharedContainer(object)) return deleteItem(m, object, index);
  const target = itemTarget(object, index);
  const before = currentItem(m, object, index);
  if (target.kind === "object") m.recorder.before?.(m, object);
  deleteItem(m, object, index);
  m.recorder.access?.(m, "write", target, before, undefined);
}
