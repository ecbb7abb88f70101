/**
 * What one run did, entry by entry: the output of the explaining engine, the input of every explanation.
 * Values are shown as Python's `repr` would; names as the scenario's author knows them (`account.balance`, `forks[0]`).
 */
import type { Patch } from "immer";
import type { Place } from "../programs/code.js";
import type { Notice } from "./notice.js";

/** A unit as reports name it. `letter` is its name in schedules: a, b, … z, aa, … in order of creation. */
export interface UnitInfo {
  readonly index: number;
  readonly name: string;
  readonly letter: string;
  readonly form: "thread" | "process" | "coroutine" | "main";
  readonly daemon: boolean;
}

/** One unit may go on: its `choice`-th alternative. `voluntary`: a time-out or wake-up. */
export interface Transition {
  readonly unit: number;
  readonly choice: number;
  readonly voluntary: boolean;
}

/** One look at, or change of, one shared place. */
export interface Access {
  readonly kind: "read" | "write" | "update";
  /** `counter`, `account.balance`, `forks[0]`, `jobs` (a container). */
  readonly name: string;
  /** Identity of the place: "g3", "o5.balance", "o7": equal iff the same place. */
  readonly key: string;
  /** The value read, or written; for a container operation its new contents. */
  readonly value: string;
  /** Before a write. */
  readonly before: string | null;
  /** A primitive's own field or an operation on it: never a data race. */
  readonly synchronising: boolean;
  /** The task that made it, where an event loop runs one. */
  readonly task: string | null;
  readonly place: Place;
  /** `if`/`while` ids: whose test this access belongs to, whose bodies it is in (see Code.testOf, Code.guardedBy). */
  readonly testOf: number | null;
  readonly guardedBy: readonly number[];
}

/** Why the run went on in another unit than before. */
export interface Switch {
  readonly from: number;
  readonly reason: "preempted" | "blocked" | "finished" | "failed" | "waiting";
  /** In words, for `blocked`: "waits for lock_b, held by transfer[1]". */ readonly detail: string | null;
}

export interface TraceEntry {
  /** From 1. */
  readonly index: number;
  /** When it was taken, in nanoseconds; null: untimed. */
  readonly clock: bigint | null;
  readonly transition: Transition;
  /** How many alternatives that transition's `choose` had (1: none). */
  readonly choices: number;
  /** What was chosen, as repr, if there was a choice. */
  readonly chosen: string | null;
  /** The scenario's line the step began on, in the scenario itself (a primitive's step shows its caller). */
  readonly place: Place;
  /** That line, trimmed. */
  readonly text: string;
  /** The task that began the step, where the unit runs an event loop; null for the loop itself. */
  readonly task: string | null;
  /** The line of the `await` at which that task waits after the step; null if it goes on, or has ended. */
  readonly awaits: number | null;
  /** The tasks of the loop that are not done after the step. */
  readonly tasks: readonly string[];
  /** The operation in words where it is a primitive's: "acquires lock_a". */
  readonly words: string | null;
  /** The object the words are about, as named in `Access.key` ("o5"), or null. */
  readonly object: string | null;
  readonly accesses: readonly Access[];
  /** What was different afterwards: shared data only, in words. */
  readonly changes: readonly { readonly name: string; readonly before: string; readonly after: string }[];
  readonly prints: readonly string[];
  /** The step overwrote a value that somebody else had written since this unit read it. */
  readonly lostUpdate: {
    readonly name: string;
    readonly key: string;
    readonly read: string;
    readonly overwritten: string;
    readonly written: string;
    /** The task that wrote. */
    readonly task: string | null;
    /** The class of primitive whose place it is, "_Value", "_Array", …, or null. */
    readonly primitive: string | null;
  } | null;
  /** Defects that the step itself shows. */
  readonly notices: readonly Notice[];
  /** What else is worth a word: "stale-copy counter" (a process changed only its own copy), "unpicklable a lambda". */
  readonly notes: readonly { readonly kind: string; readonly about: string }[];
  readonly switch: Switch | null;
  /** Transitions that were possible, this one among them. */
  readonly enabled: readonly Transition[];
  /** The unit ended with this step, and how. */
  readonly ended: "finished" | "failed" | null;
  /** Uncaught. `left`: where it left the unit, which is not where it was raised if a `with` or a `finally` stands around that. */
  readonly exception: (RaisedException & { readonly left: Place | null }) | null;
  /** Forward and inverse patches of the whole state (Immer), for viewers. */
  readonly patches: readonly Patch[];
  readonly inverse: readonly Patch[];
}

export interface Printed {
  readonly unit: number | null;
  readonly text: string;
}

export interface RaisedException {
  readonly type: string;
  readonly message: string;
  /** As Python would print its last line: "ValueError: negative". */
  readonly text: string;
  /** Where in the scenario it was raised. */
  readonly place: Place;
}

/** Why a unit cannot go on. */
export interface Blocked {
  readonly unit: number;
  readonly place: Place;
  readonly text: string;
  /** "waits for lock_b, held by transfer[1]" */
  readonly words: string;
  /** What it waits for, if it is one object or name; its key as in `Access.key`. */
  readonly object: string | null;
  readonly key: string | null;
  /** The class of primitive it waits in, "Lock", "Condition", …, or null for `wait until`. */
  readonly primitive: string | null;
  /** The task that waits, where the unit runs an event loop. */
  readonly task: string | null;
  /** Units that hold it, each with the scenario's line it took it on. */
  readonly holders: readonly { readonly unit: number; readonly line: number | null }[];
}

export type RunEnd = "completed" | "deadlocked" | "failed" | "stopped";

export interface Trace {
  readonly units: readonly UnitInfo[];
  /** What was printed before the first step; `unit` null: by the module-level code. */
  readonly printed: readonly Printed[];
  readonly entries: readonly TraceEntry[];
  readonly end: RunEnd;
  /** Units that are blocked at the end (deadlock), or [] . */
  readonly blocked: readonly Blocked[];
  /** The outcome columns at the end, as repr. */
  readonly outcome: readonly { readonly label: string; readonly value: string }[];
  readonly schedule: string;
  /** How many steps come before those that are repeated for ever; null: none are. */
  readonly loop: number | null;
  readonly preemptions: number;
  /** How long it took, in nanoseconds; null: untimed. */
  readonly clock: bigint | null;
  /** Final values of all `shared` data names. */
  readonly finals: readonly { readonly name: string; readonly value: string }[];
}
