/** What a run left behind, as text: the outcome columns, or all shared data. */
import { repr } from "../programs/builtins/text.js";
import { readAs, sameRef } from "../programs/builtins/values.js";
import type { OutcomeColumn } from "../programs/program.js";
import type { Value } from "../programs/value.js";
import { observe, writtenOut } from "./explaining.js";
import { Machine } from "./machine.js";
import { newUnit } from "./state.js";
import type { Memory } from "./state.js";
import type { World } from "./world.js";

export interface NamedValue {
  readonly label: string;
  readonly value: string;
}

/** The given columns evaluated (a raised exception shows as its text); without any, the shared data. */
export function outcomeOf(
  world: World,
  memory: Memory,
  columns: readonly OutcomeColumn[] = world.program.outcome,
): NamedValue[] {
  if (columns.length === 0) return sharedData(world, memory).map(({ name, value }) => ({ label: name, value }));
  return columns.map(({ label, code }) => ({ label, value: observe(world, memory, code, writtenOut).text }));
}

/** All `shared` names whose value is data, or memory that processes have in common (not a primitive, not an object of the program's own classes with behaviour only). */
export function sharedData(world: World, memory: Memory): { name: string; value: string }[] {
  const m = new Machine(world, memory, newUnit(-1, "reader", true), -1, "property", {});
  return world.program.globals.flatMap((global, index) => {
    if (global.kind !== "shared") return [];
    const value = memory.global(index);
    if (value === undefined) return global.mutable ? [{ name: global.name, value: "unbound" }] : [];
    const held = sharedMemory(m, value);
    if (held !== undefined) return [{ name: global.name, value: repr(m, held) }];
    return isData(m, value, new Set()) ? [{ name: global.name, value: repr(m, value) }] : [];
  });
}

/** What a `multiprocessing.Value` or `Array` holds: its value, the list of its items. */
function sharedMemory(m: Machine, value: Value): Value | undefined {
  const instance = readAs(m, value, "instance");
  if (instance === null) return undefined;
  const isOf = (...names: string[]): boolean => names.some((name) => sameRef(libraryClass(m, name), instance.cls));
  if (isOf("_Value", "_RawValue")) return instance.attributes["_value"];
  return isOf("_Array", "_RawArray") ? instance.attributes["_items"] : undefined;
}

function libraryClass(m: Machine, name: string): Value {
  const index = m.world.library.get(`multiprocessing.${name}`);
  return (index === undefined ? undefined : m.memory.global(index)) ?? null;
}

/** Numbers, text and containers of such; a container of primitives is none. */
function isData(m: Machine, value: Value, seen: Set<number>): boolean {
  if (value === null || typeof value !== "object") return true;
  if (value.kind === "tuple" || value.kind === "frozenset") return value.items.every((item) => isData(m, item, seen));
  if (value.kind !== "ref") return value.kind === "bytes" || value.kind === "range" || value.kind === "exception";
  if (seen.has(value.id)) return true;
  seen.add(value.id);
  const object = m.read(value);
  switch (object.kind) {
    case "list":
    case "set":
    case "deque":
      return object.items.every((item) => isData(m, item, seen));
    case "dict":
      return object.entries.every(([, item]) => isData(m, item, seen));
    default:
      return false;
  }
}
