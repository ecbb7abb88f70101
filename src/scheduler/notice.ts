/**
 * Defects that a single moment shows, of programs with an event loop: a coroutine that nobody can await any more, an
 * exception that nobody can ask for any more, a call that holds up the whole loop. The evaluator notices them where
 * they happen, so both engines know of them in every interleaving.
 */
import type { Code } from "../programs/code.js";
import { isKind } from "../programs/builtins/values.js";
import type { Program } from "../programs/program.js";
import type { HeapObject, Tuple, Value } from "../programs/value.js";

export interface Notice {
  readonly kind: "never-awaited" | "unretrieved-exception" | "blocking-call-in-coroutine";
  /** The coroutine function; of a future that no task made its class. */
  readonly about: string;
  /** Of the scenario: where the coroutine was made, the exception was raised, the call stands. */
  readonly line: number;
  /** The task's name, if there is one. */
  readonly task: string | null;
  /** The exception as text, or the call by name; else "". */
  readonly text: string;
  /** Who cannot go on meanwhile. */
  readonly delayed: readonly string[];
}

/** Two notices with the same key are one defect. */
export function keyOfNotice({ kind, line, about }: Pick<Notice, "kind" | "line" | "about">): string {
  return `${kind} ${line} ${about}`;
}

/** By what name people know a function: `Worker.run`, `asyncio.sleep`; without the function that it is defined in. */
export function functionName({ module, qualifiedName }: Pick<Code, "module" | "qualifiedName">): string {
  const name = qualifiedName.replace(/^.*<locals>\./, "");
  return module === "" ? name : `${module}.${name}`;
}

// --- what is forgotten ------------------------------------------------------------------------------------------------

/** What it means that nobody can reach this object any more, or that the program ends and it still is like this. */
export function neglected(program: Program, object: Readonly<HeapObject>): Notice | null {
  if (object.kind === "generator") {
    if (object.made === undefined || object.frames.length === 0) return null;
    const about = functionName(program.codes[object.frames[0].code]);
    return { kind: "never-awaited", about, line: object.made, task: null, text: "", delayed: [] };
  }
  if (object.kind !== "instance") return null;
  const failure = object.attributes["_unretrieved"];
  return isKind(failure, "tuple") ? unretrieved(failure) : null;
}

function unretrieved({ items: [about, line, task, text] }: Tuple): Notice {
  return {
    kind: "unretrieved-exception",
    about: textOf(about),
    line: Number(line),
    task: task === null ? null : textOf(task),
    text: textOf(text),
    delayed: [],
  };
}

function textOf(value: Value | undefined): string {
  return typeof value === "string" ? value : "";
}
