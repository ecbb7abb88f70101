/** Notices as findings: whether a replay shows them too, and what to say of each. */
import type { Place } from "../programs/code.js";
import type { Program } from "../programs/program.js";
import { Explaining } from "../scheduler/explaining.js";
import { NeedsChoice } from "../scheduler/machine.js";
import { keyOfNotice, neglected } from "../scheduler/notice.js";
import type { Notice } from "../scheduler/notice.js";
import type { State } from "../scheduler/state.js";
import type { Trace } from "../scheduler/trace.js";
import { stateAfter } from "./replayed.js";
import { listed } from "./words.js";

/** The notice with this key that the end of the trace shows; `unit`: who is at a standstill there. */
export function noticeAfter(
  engine: Explaining,
  trace: Trace,
  key: string,
): { readonly notice: Notice; readonly unit: number | null } | null {
  const fresh = new Explaining(engine.world);
  const state = stateAfter(fresh, trace);
  const last = trace.entries.at(-1);
  const seen = [...(last === undefined ? fresh.early : last.notices), ...leftOver(fresh, state)];
  const notice = seen.find((each) => keyOfNotice(each) === key);
  if (notice !== undefined) return { notice, unit: null };
  for (const [unit, { status }] of state.units.entries()) {
    const standstill = status === "ready" ? standstillOf(fresh, state, unit) : null;
    if (standstill !== null && keyOfNotice(standstill) === key) return { notice: standstill, unit };
  }
  return null;
}

function leftOver(engine: Explaining, state: State): Notice[] {
  if (!engine.isOver(state)) return [];
  const ended = state.units.filter(({ status }) => status !== "ready");
  const objects = [...state.heap, ...ended.flatMap(({ heap }) => Object.values(heap))];
  return objects.flatMap((object) => neglected(engine.world.program, object) ?? []);
}

function standstillOf(engine: Explaining, state: State, unit: number): Notice | null {
  try {
    return engine.attempt(state, unit, [], {}).machine.standstill;
  } catch (error) {
    if (error instanceof NeedsChoice) return null;
    throw error;
  }
}

export function messageOf({ kind, about, line, task, text, delayed }: Notice): string {
  switch (kind) {
    case "never-awaited":
      return `${about}() on line ${line} only makes a coroutine; nobody ever awaits it or starts it as a task, so nothing of it runs.`;
    case "unretrieved-exception":
      return `${task === null ? futureNamed(about) : taskNamed(task, about)} ends with ${text} (line ${line}), and nobody ever asks for its result: the error goes unseen.`;
    case "blocking-call-in-coroutine": {
      const who = task === null ? `${about}, a callback,` : taskNamed(task, about);
      return `${who} calls ${text} on line ${line} and waits there without \`await\`: the whole event loop stands still. ${listed(delayed)} could go on meanwhile, and cannot.`;
    }
  }
}

function futureNamed(about: string): string {
  return about === "gather" ? "gather(…)" : `a ${about}`;
}

function taskNamed(task: string, about: string): string {
  return task === about || task.startsWith(`${about}[`) ? task : `task '${task}' (${about})`;
}

export function adviceOn({ kind, about, text }: Notice): string {
  switch (kind) {
    case "never-awaited":
      return `Write \`await ${about}(…)\`, or \`asyncio.create_task(${about}(…))\` to have it run beside.`;
    case "unretrieved-exception":
      return "Await the task, gather it with the others, or start it in a `TaskGroup`: then its error reaches somebody.";
    case "blocking-call-in-coroutine":
      return instead(text);
  }
}

function instead(call: string): string {
  if (call === "time.sleep") return "Write `await asyncio.sleep(…)`: it lets the others run meanwhile.";
  if (call === "io") return "Write `await io …`, or hand the work to a thread: `await asyncio.to_thread(…)`.";
  const [type] = call.replace(/^queue\./, "").split(".");
  if (/^(Lock|Event|Condition|Semaphore|BoundedSemaphore|Queue|LifoQueue|PriorityQueue|Barrier)$/.test(type))
    return `Use \`asyncio.${type}\` among tasks; where threads take part, call it in a thread: \`await asyncio.to_thread(…)\`.`;
  return "Hand the call to a thread: `await asyncio.to_thread(…)`.";
}

/** The whole line. */
export function placeOfNotice(program: Program, { line }: Notice): Place {
  const text = program.source.split("\n")[line - 1] ?? "";
  const column = text.length - text.trimStart().length + 1;
  return { line, column, endLine: line, endColumn: text.trimEnd().length + 1 };
}
