/** A call that waits inside a task, or a callback, of an event loop: nobody else there can go on until it is over. */
import type { Code } from "../programs/code.js";
import { isKind } from "../programs/builtins/values.js";
import type { Frame, Ref, Value } from "../programs/value.js";
import { alarmLeft } from "./clock.js";
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
  return {
    frame: coroutine ?? frames[Math.max(0, inner)],
    call: called === undefined ? "wait until" : callName(m.codeOf(called)),
  };
}

function isAsynchronous({ module, kind }: Code): boolean {
  return module === "" && (kind === "coroutine" || kind === "async-generator");
}

function callName(code: Code): string {
  const name = functionName(code)
    .replace(/\.__enter__$/, ".acquire")
    .replace(/^threading\./, "");
  return name === "time.io" ? "io" : name;
}

/** The other tasks that are ready, wait for a timer, or for what has come from other threads. */
function delayedBy(m: Machine, loop: Attributes, current: TaskView | null): string[] {
  const tasks = tasksOf(m, loop);
  const handles = [...itemsOfList(m, loop["_ready"]), ...itemsOfList(m, loop["_timers"])]
    .map((handle) => attributesOf(m, handle))
    .filter((handle) => handle["_is_cancelled"] !== true && mayBeLate(m, handle));
  const names = handles.map((handle) => goesOn(m, tasks, handle, handles));
  const letters = itemsOfList(m, attributesOf(m, loop["_inbox"])["_letters"]);
  if (letters.length > 0) names.push("a task that waits for another thread");
  return [...new Set(names.filter((name) => name !== null))].filter((name) => name !== current?.name);
}

/** Where time is exact, a timer that is not overdue when the call is over has not been delayed. */
function mayBeLate(m: Machine, { _alarm: alarm }: Attributes): boolean {
  return !m.world.timed || typeof alarm !== "bigint" || alarmLeft(m, Number(alarm)) < 0n;
}

/** Who goes on when the loop makes this call; null if nobody does. */
function goesOn(
  m: Machine,
  tasks: readonly TaskView[],
  { _callback: callee, _args: args }: Attributes,
  handles: readonly Attributes[],
): string | null {
  const self = isKind(callee, "method") ? callee.self : null;
  const task = taskOf(m, self);
  if (isOwnCallback(m, callee)) {
    if (task !== null) return task.name;
    if (isKind(self, "ref") && leftOf(m, self) > callsOf(handles, self)) return null;
    const first = isKind(args, "tuple") ? args.items.at(0) : null;
    return limitedBy(m, self) ?? firstWaiter(m, tasks, self) ?? waiter(tasks, first ?? null);
  }
  return waiter(tasks, self) ?? "a callback";
}

/** The library's own: `_step`, `_wake`, `_child_done`. */
function isOwnCallback(m: Machine, callee: Value | undefined): boolean {
  const called = isKind(callee, "method") ? callee.callee : callee;
  if (!isKind(called, "function")) return false;
  const { module, name } = m.world.program.codes[called.code];
  return module === "asyncio" && name.startsWith("_");
}

/** How many futures a `gather` or a `wait` still waits for; 0 for anything else. */
function leftOf(m: Machine, self: Ref): number {
  const { _left: left, _count: count } = attributesOf(m, self);
  return Number(typeof left === "bigint" ? left : typeof count === "bigint" ? count : 0n);
}

function callsOf(handles: readonly Attributes[], self: Ref): number {
  return handles.filter(({ _callback: callee }) => isKind(callee, "method") && isSame(callee.self, self)).length;
}

/** The task whose time limit this is. */
function limitedBy(m: Machine, self: Value): string | null {
  return taskOf(m, attributesOf(m, self)["_timed_task"])?.name ?? null;
}

/** The task that waits for what the callback belongs to, or for the future that the callback is going to set. */
function firstWaiter(m: Machine, tasks: readonly TaskView[], self: Value): string | null {
  const { _waiter, _outer, _all_done, _target } = attributesOf(m, self);
  for (const future of [self, _waiter, _outer, _all_done, _target]) {
    const found = waiter(tasks, future ?? null);
    if (found !== null) return found;
  }
  return null;
}

function waiter(tasks: readonly TaskView[], future: Value): string | null {
  return tasks.find(({ waitsFor }) => isSame(waitsFor, future))?.name ?? null;
}

function isSame(a: Value, b: Value): boolean {
  return isKind(a, "ref") && isKind(b, "ref") && a.id === b.id;
}
