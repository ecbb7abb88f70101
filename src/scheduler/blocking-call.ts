/** A call that waits inside a task, or a callback, of an event loop: nobody else there can go on until it is over. */
import type { Code } from "../programs/code.js";
import { isKind } from "../programs/builtins/values.js";
import type { Frame, Value } from "../programs/value.js";
import { attributesOf, itemsOfList, loopOf, taskOf, tasksOf } from "./event-loop.js";
import type { Attributes, TaskView } from "./event-loop.js";
import type { Machine } from "./machine.js";
import { functionName } from "./notice.js";
import type { Notice } from "./notice.js";

/** The unit is about to wait in the present `select`: if it does so inside its event loop and others there could go on. */
export function blockingCall(m: Machine): Notice | null {
  const loop = loopOf(m);
  if (loop === null || /^_Core\./.test(m.codeOf(m.frame).qualifiedName)) return null;
  const current = taskOf(m, loop["_current"]);
  const delayed = delayedBy(m, loop, current);
  if (delayed.length === 0) return null;
  const { frame, call } = caller(m);
  return {
    kind: "blocking-call-in-coroutine",
    about: functionName(m.codeOf(frame)),
    line: m.userPlace().place.line,
    task: current?.name ?? null,
    text: call,
    delayed,
  };
}

/** The innermost coroutine of the scenario that is under way, and what it calls. */
function caller(m: Machine): { readonly frame: Frame; readonly call: string } {
  const { frames } = m.unit;
  const inner = frames.findLastIndex((frame) => m.codeOf(frame).module === "");
  const coroutine = frames.findLast((frame) => isAsynchronous(m.codeOf(frame)));
  const called = frames.at(inner + 1);
  return { frame: coroutine ?? frames[Math.max(0, inner)], call: called === undefined ? "wait until" : callName(m.codeOf(called)) };
}

function isAsynchronous({ module, kind }: Code): boolean {
  return module === "" && (kind === "coroutine" || kind === "async-generator");
}

function callName(code: Code): string {
  const name = functionName(code).replace(/\.__enter__$/, ".acquire").replace(/^threading\./, "");
  return name === "time.io" ? "io" : name;
}

/** The other tasks that are ready, wait for a timer, or for what has come from other threads. */
function delayedBy(m: Machine, loop: Attributes, current: TaskView | null): string[] {
  const tasks = tasksOf(m, loop);
  const names = [
    ...itemsOfList(m, loop["_ready"]).map((handle) => readied(m, tasks, handle)),
    ...itemsOfList(m, loop["_timers"]).map((timer) => timed(m, tasks, timer, current)),
    ...(itemsOfList(m, attributesOf(m, loop["_inbox"])["_letters"]).length > 0 ? ["a task that waits for another thread"] : []),
  ];
  return [...new Set(names.filter((name) => name !== null))].filter((name) => name !== current?.name);
}

const callback = "a callback";

/** Who goes on when the loop makes this call: null if nobody. */
function readied(m: Machine, tasks: readonly TaskView[], handle: Value): string | null {
  const { _is_cancelled: cancelled, _callback: callee, _args: args } = attributesOf(m, handle);
  if (cancelled === true || isStop(m, callee)) return null;
  const self = isKind(callee, "method") ? callee.self : null;
  return taskOf(m, self)?.name ?? waiter(tasks, self) ?? waiterOf(tasks, args) ?? callback;
}

function timed(m: Machine, tasks: readonly TaskView[], timer: Value, current: TaskView | null): string | null {
  const { _callback: callee, _args: args } = attributesOf(m, timer);
  const limited = isKind(callee, "method") ? taskOf(m, attributesOf(m, callee.self)["_timed_task"]) : null;
  if (limited !== null) return limited.ref.id === current?.ref.id ? null : limited.name;
  return waiterOf(tasks, args) ?? callback;
}

/** The end of the loop's own work. */
function isStop(m: Machine, callee: Value | undefined): boolean {
  if (!isKind(callee, "function")) return false;
  const { module, qualifiedName } = m.world.program.codes[callee.code];
  return module === "asyncio" && qualifiedName === "_stop";
}

/** The task that waits for the first of these arguments. */
function waiterOf(tasks: readonly TaskView[], args: Value | undefined): string | null {
  return isKind(args, "tuple") ? waiter(tasks, args.items.at(0) ?? null) : null;
}

function waiter(tasks: readonly TaskView[], future: Value): string | null {
  if (!isKind(future, "ref")) return null;
  return tasks.find(({ waitsFor }) => isKind(waitsFor, "ref") && waitsFor.id === future.id)?.name ?? null;
}
