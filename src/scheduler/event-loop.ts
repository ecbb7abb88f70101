/** The event loop that a unit runs, as its own library code (`primitives/asyncio-loop`) keeps it: which task runs, which others there are. */
import { isKind, readAs } from "../programs/builtins/values.js";
import type { Ref, Value } from "../programs/value.js";
import type { Machine } from "./machine.js";

export type Attributes = Readonly<Record<string, Value | undefined>>;

export interface TaskView {
  readonly ref: Ref;
  readonly name: string;
  /** Its coroutine object. */
  readonly coroutine: Value;
  /** The future that it waits for, or None. */
  readonly waitsFor: Value;
}

const nothing: Attributes = {};

export function attributesOf(m: Machine, value: Value | undefined): Attributes {
  return value === undefined ? nothing : (readAs(m, value, "instance")?.attributes ?? nothing);
}

export function itemsOfList(m: Machine, value: Value | undefined): readonly Value[] {
  return value === undefined ? [] : (readAs(m, value, "list")?.items ?? []);
}

/** The fields of the loop that runs in this unit; null if there is none. */
export function loopOf(m: Machine): Attributes | null {
  const index = m.world.library.get("asyncio._loops");
  const registry = index === undefined ? undefined : m.memory.global(index);
  const own = isKind(registry, "ref") ? m.unit.locals[registry.id] : undefined;
  if (own === undefined) return null;
  const core = readAs(m, own, "dict")?.entries.find(([key]) => key === "core")?.[1];
  return core === undefined ? null : attributesOf(m, core);
}

export function taskOf(m: Machine, value: Value | undefined): TaskView | null {
  const { _task_name: name, _coro: coroutine = null, _waits_for: waitsFor = null } = attributesOf(m, value);
  return typeof name === "string" && isKind(value, "ref") ? { ref: value, name, coroutine, waitsFor } : null;
}

/** The task that runs in this unit; null between tasks, and without a loop. */
export function currentTask(m: Machine): TaskView | null {
  const loop = loopOf(m);
  return loop === null ? null : taskOf(m, loop["_current"]);
}

/** The tasks of the loop that are not done. */
export function tasksOf(m: Machine, loop: Attributes): TaskView[] {
  return itemsOfList(m, loop["_all_tasks"]).flatMap((value) => taskOf(m, value) ?? []);
}
