/** Names for objects, as the scenario's author knows them: the shortest path from a module-level name (`forks[0]`, `account.lock`). */
import { typeName } from "../programs/builtins/types.js";
import { repr } from "../programs/builtins/text.js";
import { isKind, readAs } from "../programs/builtins/values.js";
import type { HeapObject, Ref, Value } from "../programs/value.js";
import type { Machine } from "./machine.js";
import type { Target } from "./target.js";

interface Found {
  readonly path: string;
  readonly ref: Ref;
}

/** `lock_a`, `forks[1]`, `bank.accounts['x'].lock`; "a Lock" for what no name leads to; a future goes by its call, `fetch(1)`, a pool by its threads. */
export function nameOf(m: Machine, ref: Ref): string {
  if (ref.of === "cell") return nameOfVariable(m, ref);
  const { _task: task, _thread_name_prefix: pool } = readAs(m, ref, "instance")?.attributes ?? {};
  if (typeof task === "string") return task;
  if (ref.id >= 0 || m.unit.module !== null) {
    const path = pathTo(m, ref.id);
    if (path !== null) return ref.id >= 0 ? path : ownName(m, path);
  }
  if (typeof pool === "string") return pool;
  const local = localName(m, ref);
  if (local !== null) return local;
  const name = typeName(m, ref);
  return `${/^[AEIOU]/i.test(name) ? "an" : "a"} ${name}`;
}

/** What the scenario's code that runs, or has called what runs, calls the object: `writer`, `self.lock`. */
function localName(m: Machine, ref: Ref): string | null {
  for (const frame of [...m.unit.frames].reverse()) {
    const code = m.codeOf(frame);
    if (code.module !== "") continue;
    for (const [slot, name] of code.locals.entries()) {
      if (!/^[A-Za-z_]/.test(name)) continue;
      const held = frame.locals[slot];
      const path = isSame(held, ref) ? name : attributeHolding(m, held, ref, name);
      if (path !== null && path !== "self") return path;
    }
  }
  return null;
}

function isSame(value: Value | undefined, ref: Ref): boolean {
  return isKind(value, "ref") && value.id === ref.id;
}

function attributeHolding(m: Machine, held: Value | undefined, ref: Ref, name: string): string | null {
  const attributes = isKind(held, "ref") ? (readAs(m, held, "instance")?.attributes ?? {}) : {};
  const found = Object.keys(attributes).find((key) => !key.startsWith("_") && isSame(attributes[key], ref));
  return found === undefined ? null : `${name}.${found}`;
}

/** A captured variable goes by its name in the function that uses it. */
function nameOfVariable(m: Machine, cell: Ref): string {
  const slot = m.frame.locals.findIndex((held) => isKind(held, "ref") && held.id === cell.id);
  return m.codeOf(m.frame).locals[slot];
}

export function nameOfTarget(m: Machine, target: Target): string {
  switch (target.kind) {
    case "global":
      return ownName(m, m.world.program.globals[target.index].name);
    case "attribute":
      return `${nameOf(m, target.ref)}.${target.name}`;
    case "item":
      return `${nameOf(m, target.ref)}[${repr(m, target.index)}]`;
    case "object":
      return nameOf(m, target.ref);
  }
}

/** A child process's own copy of a name: `worker[0]'s counter`. */
function ownName(m: Machine, name: string): string {
  const { process } = m.unit;
  if (process < 0) return name;
  return `${process === m.self ? m.unit.name : m.memory.unitName(process)}'s ${name}`;
}

/** Breadth first, so that the shortest path wins; a name in declaration order breaks ties. */
function pathTo(m: Machine, id: number): string | null {
  const seen = new Set<number>();
  let level: Found[] = [];
  m.world.program.globals.forEach((global, index) => {
    if (global.kind === "primitive" || global.kind === "import") return;
    const value = m.global(index);
    if (value !== undefined) add(level, seen, global.name, value, m.unit.module !== null);
  });
  while (level.length > 0) {
    const found = level.find((entry) => entry.ref.id === id);
    if (found !== undefined) return found.path;
    const next: Found[] = [];
    for (const entry of level) children(m, next, seen, entry);
    level = next;
  }
  return null;
}

/** Private objects have names where they are a process's own copies. */
function add(level: Found[], seen: Set<number>, path: string, value: Value, copies: boolean): void {
  if (!isKind(value, "ref") || (value.id < 0 && !copies) || seen.has(value.id)) return;
  seen.add(value.id);
  level.push({ path, ref: value });
}

function children(m: Machine, level: Found[], seen: Set<number>, entry: Found): void {
  const copies = m.unit.module !== null;
  const object: Readonly<HeapObject> = m.read(entry.ref);
  if (object.kind === "list" || object.kind === "deque")
    object.items.forEach((item, i) => {
      add(level, seen, `${entry.path}[${i}]`, item, copies);
    });
  else if (object.kind === "dict")
    for (const [key, value] of object.entries) add(level, seen, `${entry.path}[${repr(m, key)}]`, value, copies);
  else if (object.kind === "instance")
    for (const name of Object.keys(object.attributes))
      add(level, seen, attributePath(m, entry, name), object.attributes[name], copies);
}

const withLock = /^(Condition|_Value|_Array)$/;

/** The lock inside a Condition or a Value has no name that its user would know. */
function attributePath(m: Machine, { path, ref }: Found, name: string): string {
  return name === "_lock" && withLock.test(typeName(m, ref)) ? `the lock of ${path}` : `${path}.${name}`;
}
