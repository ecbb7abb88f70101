/**
 * Who has an end of a pipe open. An end is a common object with a tuple `_owners`: the processes that got it and have not
 * closed it. A forked child has every end open that its parent has, a spawned one those among its arguments; and
 * whoever unpickles an end has it from then on. So nobody sees the end of a pipe while a process can still write to it.
 */
import { lookupInClass } from "../programs/builtins/types.js";
import { isKind } from "../programs/builtins/values.js";
import type { Instance, Ref, Value } from "../programs/value.js";
import type { Machine } from "./machine.js";
import { visitObject, visitValue } from "./refs.js";

/** The process has open what `from` has open and the values lead to. */
export function inheritHandles(m: Machine, values: readonly Value[], from: number, process: number): void {
  for (const ref of handlesIn(m, values)) if (ownersOf(m, ref).includes(BigInt(from))) addOwner(m, ref, process);
}

/** The process that runs has open what it was sent. */
export function adoptHandles(m: Machine, value: Value): void {
  for (const ref of handlesIn(m, [value])) addOwner(m, ref, m.unit.process);
}

function addOwner(m: Machine, ref: Ref, process: number): void {
  const owners = ownersOf(m, ref);
  const owner = BigInt(process);
  if (owners.includes(owner)) return;
  (m.edit(ref) as Instance).attributes["_owners"] = { kind: "tuple", items: [...owners, owner] };
}

function handlesIn(m: Machine, values: readonly Value[]): Ref[] {
  const seen = new Map<number, Ref>();
  const visit = (ref: Ref): void => {
    if (!seen.has(ref.id)) seen.set(ref.id, ref);
  };
  for (const value of values) visitValue(value, visit);
  for (const ref of seen.values()) if (!isHandle(m, ref)) visitObject(m.read(ref), visit);
  return [...seen.values()].filter((ref) => isHandle(m, ref));
}

function isHandle(m: Machine, ref: Ref): boolean {
  const object = m.read(ref);
  if (object.kind !== "instance" || !Object.hasOwn(object.attributes, "_owners")) return false;
  return lookupInClass(m, object.cls, "_common") !== undefined;
}

function ownersOf(m: Machine, ref: Ref): readonly Value[] {
  const object = m.read(ref);
  const owners = object.kind === "instance" ? object.attributes["_owners"] : undefined;
  return isKind(owners, "tuple") ? owners.items : [];
}
