/** Primitives of threads under `shared` names, and what takes their place among tasks and among processes. */
import type { ModuleText } from "../lower/context.js";
import type { Declaration, Expression } from "../syntax.js";
import { dotted } from "./build.js";
import { libraryName } from "./names.js";
import { replaced, withChildren } from "./tree.js";

type Call = Extract<Expression, { kind: "Call" }>;
export type Shared = Extract<Declaration, { kind: "Const" | "Shared" }>;

/** What stands for a class of threads elsewhere; null: nothing does. */
export type Counterparts = Readonly<Record<string, string | null>>;

export const amongTasks: Counterparts = {
  "threading.Lock": "asyncio.Lock",
  "threading.RLock": null,
  "threading.Condition": "asyncio.Condition",
  "threading.Semaphore": "asyncio.Semaphore",
  "threading.BoundedSemaphore": "asyncio.BoundedSemaphore",
  "threading.Event": "asyncio.Event",
  "threading.Barrier": "asyncio.Barrier",
  "queue.Queue": "asyncio.Queue",
  "queue.LifoQueue": "asyncio.LifoQueue",
  "queue.PriorityQueue": "asyncio.PriorityQueue",
  "queue.SimpleQueue": "asyncio.Queue",
};

/** A `JoinableQueue` can all that a `queue.Queue` can. */
export const amongProcesses: Counterparts = {
  "threading.Lock": "multiprocessing.Lock",
  "threading.RLock": "multiprocessing.RLock",
  "threading.Condition": "multiprocessing.Condition",
  "threading.Semaphore": "multiprocessing.Semaphore",
  "threading.BoundedSemaphore": "multiprocessing.BoundedSemaphore",
  "threading.Event": "multiprocessing.Event",
  "threading.Barrier": "multiprocessing.Barrier",
  "queue.Queue": "multiprocessing.JoinableQueue",
  "queue.LifoQueue": null,
  "queue.PriorityQueue": null,
  "queue.SimpleQueue": "multiprocessing.SimpleQueue",
};

/** What their methods raise. */
export const errorsAmongTasks: ReadonlyMap<string, string> = new Map([
  ["queue.Empty", "asyncio.QueueEmpty"],
  ["queue.Full", "asyncio.QueueFull"],
  ["queue.ShutDown", "asyncio.QueueShutDown"],
  ["threading.BrokenBarrierError", "asyncio.BrokenBarrierError"],
]);

/** Methods that wait; those of tasks are awaited. */
export const waitingMethods: ReadonlySet<string> = new Set("acquire get put join wait wait_for abort reset".split(" "));

/** The calls that make the primitives which a name holds: one, or those in a list, tuple, dict or comprehension. */
function madeBy(module: ModuleText, value: Expression): readonly Call[] {
  switch (value.kind) {
    case "Call":
      return className(module, value) === null
        ? []
        : [value, ...value.args.flatMap((arg) => madeBy(module, arg.value))];
    case "List":
    case "Tuple":
      return value.items.flatMap((item) => madeBy(module, item));
    case "Dict":
      return value.entries.flatMap((entry) => madeBy(module, entry.value));
    case "Comprehension":
      return madeBy(module, value.element);
    default:
      return [];
  }
}

/** `threading.Lock` for the call of a class of the table. */
function className(module: ModuleText, { callee }: Call): string | null {
  const name = libraryName(module, module.scopes.root, callee);
  return name !== null && name in amongTasks ? name : null;
}

export function holdsPrimitives(module: ModuleText, node: Declaration): node is Shared {
  return (node.kind === "Shared" || node.kind === "Const") && madeBy(module, node.value).length > 0;
}

/** Does the name hold several of them, in a list for instance? */
export function holdsSeveral(node: Shared): boolean {
  return node.value.kind !== "Call";
}

/** Does the name hold an object of `multiprocessing`, made for processes in the first place? */
export function isForProcesses(module: ModuleText, node: Declaration): boolean {
  if ((node.kind !== "Shared" && node.kind !== "Const") || node.value.kind !== "Call") return false;
  return libraryName(module, module.scopes.root, node.value.callee)?.startsWith("multiprocessing.") === true;
}

/** The first of its primitives that has no counterpart. */
export function withoutCounterpart(
  module: ModuleText,
  node: Shared,
  table: Counterparts,
): { readonly made: Call; readonly name: string } | null {
  for (const made of madeBy(module, node.value)) {
    const name = className(module, made);
    if (name !== null && table[name] === null) return { made, name };
  }
  return null;
}

/** The declaration with its primitives exchanged for their counterparts. */
export function exchanged(module: ModuleText, node: Shared, table: Counterparts): Shared {
  const made = new Set<object>(madeBy(module, node.value));
  const exchange = (part: object): object | null => {
    if (!made.has(part)) return null;
    const call = withChildren(part as Call, (child) => replaced(child, exchange));
    const counterpart = table[className(module, part as Call) ?? ""];
    return counterpart === null ? call : { ...call, callee: dotted(counterpart) };
  };
  const value = replaced(node.value, exchange);
  return { ...node, value };
}
