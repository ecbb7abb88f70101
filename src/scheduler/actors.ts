/** Who did something in a run: a unit, or one of the tasks that take turns in it. */
import type { Access, Trace, TraceEntry } from "./trace.js";

export interface Actor {
  readonly unit: number;
  /** The task's name; null for the unit itself. */
  readonly task: string | null;
}

export function sameActor(a: Actor, b: Actor): boolean {
  return a.unit === b.unit && a.task === b.task;
}

/** Who began the step. */
export function actorOf(entry: TraceEntry): Actor {
  return { unit: entry.transition.unit, task: entry.task };
}

/** Who made the access: a long step may belong to several tasks. */
export function actorOfAccess(entry: TraceEntry, access: Access): Actor {
  return { unit: entry.transition.unit, task: access.task };
}

/** In sentences: `worker[1]`; `task 'Task-2'` where the author did not write a `coroutine` block of that name. */
export function actorName({ units }: Pick<Trace, "units">, { unit, task }: Actor): string {
  const info = units.at(unit);
  if (info === undefined) return `unit ${unit}`;
  if (task === null) return info.name;
  return info.form === "coroutine" ? task : `task '${task}'`;
}

/** As the head of a column: `loop·worker[1]`. */
export function laneName({ units }: Pick<Trace, "units">, { unit, task }: Actor): string {
  const name = units.at(unit)?.name ?? `unit ${unit}`;
  return task === null ? name : `${name}·${task}`;
}

/** Who wrote the place last before the actor's write in the step, other than the actor itself. */
export function lastWriter(trace: Trace, at: number, key: string, actor: Actor): Actor | null {
  for (let index = at; index >= 0; index--) {
    const entry = trace.entries[index];
    const writes = entry.accesses.filter((access) => access.kind !== "read" && access.key === key);
    const isOwn = (access: Access): boolean => sameActor(actorOfAccess(entry, access), actor);
    const before = index < at ? writes : writes.slice(0, Math.max(0, writes.findIndex(isOwn)));
    const write = before.findLast((access) => !isOwn(access));
    if (write !== undefined) return actorOfAccess(entry, write);
  }
  return null;
}
