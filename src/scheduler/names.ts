/** Names and attributes: locals, module-level names, captured variables, attributes, the locals of units in properties. */
import { raise_ } from "../programs/builtins/heap.js";
import type { Instruction } from "../programs/code.js";
import type { Ref, Value } from "../programs/value.js";
import { loadAttribute, storeAttribute } from "./attributes.js";
import { invoke } from "./calls.js";
import { Invocation } from "./machine.js";
import type { Machine } from "./machine.js";
import type { Target } from "./target.js";
import { replaceInObject, replaceInValue } from "./refs.js";
import { isKind } from "../programs/builtins/values.js";
import { copyObject, unitName } from "./state.js";
import type { UnitLocal } from "./state.js";
import { closeWindows, lookThrough, openWindow } from "./windows.js";
import { identified } from "./world.js";

export function loadLocal(m: Machine, slot: number): void {
  const value = m.frame.locals[slot];
  m.push(value === undefined ? unbound(m, slot) : value);
}

export function unbound(m: Machine, slot: number): never {
  raise_(
    "UnboundLocalError",
    `cannot access local variable '${m.codeOf(m.frame).locals[slot]}' where it is not associated with a value`,
  );
}

export function loadGlobal(m: Machine, index: number, window: number | undefined): void {
  const { name, mutable } = m.world.program.globals[index];
  const value = m.global(index);
  if (value === undefined) raise_("NameError", `name '${name}' is not defined`);
  if (mutable) {
    const target = m.placeOfGlobal(index);
    m.recorder.access?.(m, "read", target, undefined, value);
    openWindow(m, window, target, value);
  }
  m.push(value);
}

export function storeGlobal(m: Machine, index: number, value: Value, windows: readonly number[] | undefined): void {
  const { module } = m.unit;
  const shared = module !== null && module.id < 0 ? value : m.shareOne(value);
  const target = m.placeOfGlobal(index);
  const before = m.recorder.access === undefined ? undefined : m.global(index);
  closeWindows(m, windows, target, () => m.global(index), shared);
  m.setGlobal(index, shared);
  if (module !== null && m.world.program.globals[index].kind === "shared")
    m.recorder.noted?.(m, "stale-copy", m.world.program.globals[index].name);
  m.recorder.access?.(m, "write", target, before, shared);
}

export function deleteGlobal(m: Machine, index: number): void {
  const before = m.global(index);
  if (before === undefined) raise_("NameError", `name '${m.world.program.globals[index].name}' is not defined`);
  m.setGlobal(index, undefined);
  m.recorder.access?.(m, "write", m.placeOfGlobal(index), before, undefined);
}

export function executeCell(
  m: Machine,
  i: Extract<Instruction, { op: "LOAD_CELL" | "STORE_CELL" | "NEW_CELL" | "LOAD_CLOSURE" }>,
): void {
  const held = m.frame.locals[i.slot];
  if (i.op === "NEW_CELL") {
    m.frame.locals[i.slot] = m.make(held === undefined ? { kind: "cell" } : { kind: "cell", value: held });
    return;
  }
  if (held === undefined || held === null || typeof held !== "object" || held.kind !== "ref")
    throw new RangeError("bug in lowering: no cell");
  if (i.op === "LOAD_CLOSURE") return m.push(held);
  const target: Target = { kind: "object", ref: held };
  const cell = m.read(held);
  const current = cell.kind === "cell" ? cell.value : undefined;
  if (i.op === "LOAD_CELL") {
    if (current === undefined)
      raise_(
        "NameError",
        `cannot access free variable '${m.codeOf(m.frame).locals[i.slot]}' where it is not associated with a value in enclosing scope`,
      );
    if (held.id >= 0 && !i.constant) {
      m.recorder.access?.(m, "read", target, undefined, current);
      openWindow(m, i.window, target, current);
    }
    return m.push(current);
  }
  const popped = m.pop();
  const value = held.id >= 0 ? m.shareOne(popped) : popped;
  if (held.id >= 0 && i.op === "STORE_CELL") closeWindows(m, i.windows, target, () => current, value);
  const edited = m.edit(held);
  if (edited.kind === "cell") edited.value = value;
  if (held.id >= 0) m.recorder.access?.(m, "write", target, current, value);
}

export function loadAttr(m: Machine, name: string, window: number | undefined): void {
  const object = m.pop();
  const result = loadAttribute(m, object, name);
  invoke(m, result);
  if (
    window === undefined ||
    result instanceof Invocation ||
    object === null ||
    typeof object !== "object" ||
    object.kind !== "ref" ||
    object.id < 0
  )
    return;
  // What its class has is not there: a write leaves that alone.
  openWindow(m, window, { kind: "attribute", ref: object, name }, attributeNow(m, object, name));
}

export function storeAttr(m: Machine, name: string, windows: readonly number[] | undefined): void {
  const object = m.pop();
  const value = m.pop();
  const isShared = isKind(object, "ref") && object.id >= 0;
  const now = (): Value | undefined => attributeNow(m, object, name);
  const close = isShared ? lookThrough(m, windows, { kind: "attribute", ref: object, name }, now) : null;
  const call = storeAttribute(m, object, name, value);
  if (call !== null) return invoke(m, call);
  close?.(now() ?? value);
}

function attributeNow(m: Machine, object: Value, name: string): Value | undefined {
  const target = isKind(object, "ref") && object.id >= 0 ? m.read(object) : null;
  if (target?.kind !== "instance" && target?.kind !== "class") return undefined;
  return Object.hasOwn(target.attributes, name) ? target.attributes[name] : undefined;
}

export function unitLocal(m: Machine, template: number, indexed: boolean, name: string): void {
  const position = indexed ? m.pop() : 0n;
  if (typeof position !== "bigint") raise_("TypeError", "unit indices must be integers");
  const unit = findUnit(m, template, position);
  const local = unit === null ? undefined : m.memory.local(unit, name);
  m.push(local === undefined ? null : adopt(m, local));
}

/** A copy of another unit's local: its private objects become private objects here. */
function adopt(m: Machine, { value, heap }: UnitLocal): Value {
  const copies = new Map<number, Ref>();
  const replace = (ref: Ref): Ref => {
    if (ref.id >= 0) return ref;
    const known = copies.get(ref.id);
    if (known !== undefined) return known;
    const object = copyObject(heap[ref.id]);
    const copy = m.make(object);
    copies.set(ref.id, copy);
    replaceInObject(object, replace);
    return copy;
  };
  return replaceInValue(value, replace);
}

/** The index of a declared unit; null while an explicit `main` has not started it. */
function findUnit(m: Machine, template: number, position: bigint): number | null {
  const automatic = m.world.declared[template];
  if (automatic.length > 0) {
    const unit = automatic.at(Number(position));
    if (unit === undefined) raise_("IndexError", `there is no ${m.world.program.units[template].name}[${position}]`);
    identified(m.world, unit);
    return unit;
  }
  const name = unitName(m.world.program.units[template], Number(position));
  for (let unit = 0; unit < m.memory.units(); unit++) if (m.memory.unitName(unit) === name) return unit;
  return null;
}
