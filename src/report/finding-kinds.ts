/** Every kind of finding with its explanation, for `sim explain KIND`, and a scenario of `scenarios/` that shows it. */
import type { FindingKind } from "../explorer/exploration.js";

export interface KindExplanation {
  readonly title: string;
  /** One paragraph. */
  readonly text: string;
  /** Its name in `scenarios/`, without the ending. */
  readonly scenario: string;
}

/** All kinds. */
export const KINDS: Readonly<Record<FindingKind, KindExplanation>> = {
  "lost-update": {
    title: "an update is overwritten",
    text: "A unit reads a place, computes, and writes the result back, while another unit has written in between: that write is gone. `x += 1` is such a read and write. Hold one lock over both.",
    scenario: "bank-account",
  },
  "data-race": {
    title: "two accesses without order",
    text: "Two units can access one place at the same moment, one of them writing, and nothing orders them. By itself it does not violate anything: whether it does harm, the other findings say.",
    scenario: "bank-account",
  },
  deadlock: {
    title: "nobody can go on",
    text: "Units wait for what can no longer happen: for each other's locks, for themselves, for a notification or an item that nobody will send. The report names who holds what, and the cycle if there is one.",
    scenario: "abba-deadlock",
  },
  assertion: {
    title: "an `assert` fails",
    text: "An `assert` of a unit is false in some interleaving.",
    scenario: "publication-flag-early",
  },
  invariant: {
    title: "a property is violated",
    text: "`always P` is false in some state, `finally P` at the end of some run, or no run at all satisfies a `sometimes P`.",
    scenario: "async-forgotten-await",
  },
  exception: {
    title: "an exception ends a unit",
    text: "An exception that nobody catches ends a unit in some interleaving.",
    scenario: "exception-in-thread",
  },
  livelock: {
    title: "everybody is busy, nobody gets on",
    text: "The program has reached states that it never leaves again, though units keep taking steps. The schedule ends with a round that can go on for ever.",
    scenario: "dekker-attempt-turns",
  },
  starvation: {
    title: "somebody is never served",
    text: "A run goes on for ever, and what a liveness property asks for does not come, since others go ahead again and again.",
    scenario: "live-test-and-set",
  },
  liveness: {
    title: "what should happen never does",
    text: "`eventually P`, `always eventually P` or `P leads to Q` does not hold of some fair run. The schedule ends with a round that can go on for ever.",
    scenario: "live-polite",
  },
  "lost-wakeup": {
    title: "a notification that nobody hears",
    text: "A unit notifies before another one waits. Conditions remember nothing, so the later one waits for ever. Keep what is waited for in a variable, and look at it under the lock before waiting.",
    scenario: "condition-lost-notify",
  },
  "check-then-act": {
    title: "a check is out of date",
    text: "A unit checks something and acts on it, while another unit has changed it in between. Check and act under one lock.",
    scenario: "dict-if-not-in",
  },
  "release-unheld": {
    title: "something is released that is not held",
    text: "A lock is released by a unit that does not hold it, or a bounded semaphore more often than it was acquired.",
    scenario: "release-unheld",
  },
  "if-for-while": {
    title: "a condition is waited for once",
    text: "A unit that was woken does not look again. Between the notification and its getting the lock others can make the condition false. Wait with `while`, or with `wait_for`.",
    scenario: "condition-if-instead-of-while",
  },
  "blocking-call-in-coroutine": {
    title: "a call holds up the event loop",
    text: "A coroutine makes a call that waits without `await`. The thread of the event loop waits with it, and no other task can go on meanwhile. Use what asyncio has for it, or `await asyncio.to_thread(…)`.",
    scenario: "async-blocking-call",
  },
  "never-awaited": {
    title: "a coroutine is made and never run",
    text: "Calling a coroutine function only makes a coroutine; its body runs when it is awaited or made a task. Here it is dropped before: nothing of it happens, and Python only prints a warning.",
    scenario: "async-never-awaited",
  },
  "unretrieved-exception": {
    title: "an exception goes unnoticed",
    text: "A task or a future ends with an exception, and nobody can ask for it any more. Await the task, or look at its `exception()`.",
    scenario: "async-exception-unretrieved",
  },
  unpicklable: {
    title: "a value cannot be sent",
    text: "What goes to another process is pickled, and this value cannot be: a lambda, a nested function, a lock. Where a queue's feeder thread does it, the item is lost without an error at the `put`.",
    scenario: "process-pickle-lambda",
  },
  "stale-copy": {
    title: "a process changes only its own copy",
    text: "Processes share no names: each has its own copy of what was there when it began, and nobody else sees its changes. Use a `Value`, an `Array` or a `Manager`, or send the result back.",
    scenario: "process-counter-global",
  },
  unreached: {
    title: "a line or a branch that no run reaches",
    text: "All interleavings have been explored, and none of them executes these lines, or finds this condition other than it always is. What was meant to be looked at may not be looked at at all.",
    scenario: "async-never-awaited",
  },
};

/** Their names, in the order of the list. */
export const findingKinds: readonly string[] = Object.keys(KINDS);
