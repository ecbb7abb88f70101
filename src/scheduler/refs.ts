/**
 * Walking and rewriting the references inside values: for sharing (private objects become shared ones), for
 * forgetting what cannot be reached, and for canonical numbering.
 */
import type { Frame, HeapObject, Ref, ReturnTo, Value } from "../programs/value.js";
import type { UnitState } from "./state.js";

/** `unit`: for a UnitId, if that matters. */
export interface Visit {
  (ref: Ref): void;
  readonly unit?: (index: number) => void;
}
/** The replacement, or the same Ref to keep it; `unit`: the index that replaces another in a UnitId. */
export interface Replace {
  (ref: Ref): Ref;
  readonly unit?: (index: number) => number;
}

/** Calls `visit` for every Ref in the value, in order. */
export function visitValue(value: Value | undefined, visit: Visit): void {
  if (value === null || typeof value !== "object") return;
  switch (value.kind) {
    case "ref":
      visit(value);
      return;
    case "tuple":
    case "frozenset":
      for (const item of value.items) visitValue(item, visit);
      return;
    case "method":
      visitValue(value.self, visit);
      visitValue(value.callee, visit);
      return;
    case "function":
      for (const item of value.defaults) visitValue(item, visit);
      for (const item of value.cells) visitValue(item, visit);
      return;
    case "exception":
      for (const item of value.args) visitValue(item, visit);
      visitValue(value.cause, visit);
      return;
    case "slice":
      visitValue(value.start, visit);
      visitValue(value.stop, visit);
      visitValue(value.step, visit);
      return;
    case "super":
      visitValue(value.cls, visit);
      visitValue(value.self, visit);
      return;
    case "unit":
      visit.unit?.(value.index);
      return;
    case "bytes":
    case "range":
    case "builtin":
    case "type":
    case "module":
      return;
  }
}

export function visitFrame(frame: Readonly<Frame>, visit: Visit): void {
  for (const value of frame.locals) visitValue(value, visit);
  for (const value of frame.stack) visitValue(value, visit);
  if (frame.returns !== undefined) for (const value of valuesIn(frame.returns)) visitValue(value, visit);
}

export function visitObject(object: Readonly<HeapObject>, visit: Visit): void {
  switch (object.kind) {
    case "list":
    case "set":
    case "deque":
      for (const item of object.items) visitValue(item, visit);
      return;
    case "dict":
      for (const [key, value] of object.entries) {
        visitValue(key, visit);
        visitValue(value, visit);
      }
      visitValue(object.factory, visit);
      return;
    case "instance":
      visitValue(object.cls, visit);
      for (const name of Object.keys(object.attributes)) visitValue(object.attributes[name], visit);
      return;
    case "class":
      for (const base of object.bases) visitValue(base, visit);
      for (const name of Object.keys(object.attributes)) visitValue(object.attributes[name], visit);
      return;
    case "cell":
      visitValue(object.value, visit);
      return;
    case "iterator":
      visitValue(object.over, visit);
      return;
    case "generator":
      for (const frame of object.frames) visitFrame(frame, visit);
      return;
    case "namespace":
      for (const value of Object.values(object.values)) visitValue(value, visit);
      return;
  }
}

/** Roots of a unit, in canonical order: its module, frames, then thread-locals by shared id, then what it leaves behind. */
export function visitUnit(unit: Readonly<UnitState>, visit: Visit): void {
  if (unit.module !== null) visit(unit.module);
  for (const frame of unit.frames) visitFrame(frame, visit);
  for (const shared of Object.keys(unit.locals)) visit(unit.locals[Number(shared)]);
  visitValue(unit.exception, visit);
  for (const name of Object.keys(unit.observed)) visitValue(unit.observed[name], visit);
}

/** The value with every Ref replaced; the same object if nothing changed. */
export function replaceInValue(value: Value, replace: Replace): Value {
  if (value === null || typeof value !== "object") return value;
  switch (value.kind) {
    case "ref":
      return replace(value);
    case "tuple":
    case "frozenset": {
      const items = replaceInAll(value.items, replace);
      return items === value.items ? value : { ...value, items };
    }
    case "method": {
      const self = replaceInValue(value.self, replace);
      const callee = replaceInValue(value.callee, replace);
      return self === value.self && callee === value.callee ? value : { ...value, self, callee };
    }
    case "function": {
      const defaults = replaceInAll(value.defaults, replace);
      const cells = replaceInAll(value.cells, replace);
      return defaults === value.defaults && cells === value.cells ? value : { ...value, defaults, cells };
    }
    case "exception": {
      const args = replaceInAll(value.args, replace);
      const cause = value.cause === undefined ? undefined : replaceInValue(value.cause, replace);
      if (args === value.args && cause === value.cause) return value;
      return cause === undefined ? { ...value, args } : { ...value, args, cause };
    }
    case "slice":
      return {
        kind: "slice",
        start: replaceInValue(value.start, replace),
        stop: replaceInValue(value.stop, replace),
        step: replaceInValue(value.step, replace),
      };
    case "super":
      return { ...value, cls: replaceInValue(value.cls, replace), self: replaceInValue(value.self, replace) };
    case "unit": {
      const index = replace.unit?.(value.index) ?? value.index;
      return index === value.index ? value : { kind: "unit", index };
    }
    case "bytes":
    case "range":
    case "builtin":
    case "type":
    case "module":
      return value;
  }
}

function replaceInAll(values: readonly Value[], replace: Replace): readonly Value[] {
  let changed = false;
  const result = values.map((value) => {
    const next = replaceInValue(value, replace);
    if (next !== value) changed = true;
    return next;
  });
  return changed ? result : values;
}

function replaceInPlace(values: (Value | undefined)[], replace: Replace): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value === undefined) continue;
    const next = replaceInValue(value, replace);
    if (next !== value) values[i] = next;
  }
}

function valuesIn(returns: ReturnTo): readonly (Value | undefined)[] {
  if ("values" in returns) return returns.values;
  if (returns.kind === "generator") return [returns.ref, returns.otherwise];
  return returns.kind === "value" ? [returns.value] : [];
}

function replaceInReturns(returns: ReturnTo, replace: Replace): ReturnTo {
  if ("values" in returns) return { ...returns, values: replaceInAll(returns.values, replace) };
  if (returns.kind === "value") return { kind: "value", value: replaceInValue(returns.value, replace) };
  if (returns.kind !== "generator") return returns;
  const { ref, otherwise } = returns;
  return {
    ...returns,
    ref: replace(ref),
    ...(otherwise === undefined ? {} : { otherwise: replaceInValue(otherwise, replace) }),
  };
}

function replaceInFrame(frame: Frame, replace: Replace): void {
  replaceInPlace(frame.locals, replace);
  replaceInPlace(frame.stack, replace);
  if (frame.returns !== undefined) frame.returns = replaceInReturns(frame.returns, replace);
}

function replaceInRecord(record: Record<string | number, Value>, replace: Replace): void {
  for (const name of Object.keys(record)) {
    const next = replaceInValue(record[name], replace);
    if (next !== record[name]) record[name] = next;
  }
}

/** Rewrites an object in place. */
export function replaceInObject(object: HeapObject, replace: Replace): void {
  switch (object.kind) {
    case "list":
    case "set":
    case "deque":
      replaceInPlace(object.items, replace);
      return;
    case "dict":
      for (const entry of object.entries) replaceInPlace(entry, replace);
      if (object.factory !== undefined) object.factory = replaceInValue(object.factory, replace);
      return;
    case "instance":
      object.cls = replaceInValue(object.cls, replace);
      replaceInRecord(object.attributes, replace);
      return;
    case "class":
      replaceInPlace(object.bases, replace);
      replaceInRecord(object.attributes, replace);
      return;
    case "cell":
      if (object.value !== undefined) object.value = replaceInValue(object.value, replace);
      return;
    case "iterator":
      object.over = replaceInValue(object.over, replace);
      return;
    case "generator":
      for (const frame of object.frames) replaceInFrame(frame, replace);
      return;
    case "namespace":
      replaceInRecord(object.values, replace);
      return;
  }
}

/** Rewrites a unit in place: its module, frames, private objects and thread-locals. */
export function replaceInUnit(unit: UnitState, replace: Replace): void {
  if (unit.module !== null) unit.module = replace(unit.module);
  for (const frame of unit.frames) replaceInFrame(frame, replace);
  for (const id of Object.keys(unit.heap)) replaceInObject(unit.heap[Number(id)], replace);
  for (const key of Object.keys(unit.locals)) {
    const id = Number(key);
    const dict = replace(unit.locals[id]);
    const local = replace({ kind: "ref", id, of: "instance" }).id;
    if (local !== id) Reflect.deleteProperty(unit.locals, id);
    if (local !== id || dict !== unit.locals[id]) unit.locals[local] = dict;
  }
  unit.exception = replaceInValue(unit.exception, replace);
  replaceInRecord(unit.observed, replace);
}
