/** A line of advice for each named defect. */
import { lastWriter } from "../scheduler/actors.js";
import type { Trace } from "../scheduler/trace.js";
import type { Cause } from "./causes.js";
import type { FindingKind } from "./exploration.js";

export function hintFor(kind: FindingKind, causes: readonly Cause[], trace: Trace): string | null {
  const cause = causes.at(0)?.kind;
  if ((kind === "lost-update" || cause === "lost-update") && isAcrossAwait(trace))
    return "Let no `await` stand between reading and writing; or hold an `asyncio.Lock` over both: `async with lock:`.";
  const memory = kind === "lost-update" || cause === "lost-update" ? sharedMemory(trace) : null;
  if (memory !== null)
    return `Each access takes the lock of ${memory} by itself; hold it over the whole update: \`with ${memory}.get_lock():\`.`;
  if (kind === "lost-update" || cause === "lost-update")
    return "Read, compute and write under one lock: `with lock:` around the whole update.";
  if (kind === "check-then-act" || cause === "check-then-act")
    return "Check and act under one lock, so that nothing can change in between.";
  if (kind === "if-for-while" || cause === "if-for-while")
    return "Wait with `while not …: condition.wait()`: the condition may be false again when the waiter gets the lock.";
  if (kind === "lost-wakeup" || cause === "lost-wakeup")
    return "Keep what you wait for in a variable, change it under the lock, and wait with `while not …: condition.wait()`.";
  if (kind === "stale-copy" || cause === "stale-copy")
    return "Processes share no names. Use a `Value`, an `Array` or a `Manager` object, or send the result back through a `Queue`.";
  if (kind === "unpicklable")
    return "Send plain data, and functions and classes that are defined at the top level; locks and queues are given as arguments when a process is created.";
  if (kind === "deadlock") return deadlockHint(trace);
  if (kind === "data-race")
    return "Under the GIL a single read or write is safe; several together are not. A lock makes the order certain.";
  if (trace.loop !== null) return roundHint(trace.entries.slice(trace.loop));
  if (kind === "release-unheld") return "Use `with lock:`; it releases exactly what it acquired.";
  return null;
}

/** Of steps that are repeated for ever: who tries a lock again and again, or only looks. */
function roundHint(round: Trace["entries"]): string | null {
  const units = [...new Set(round.map(({ transition }) => transition.unit))];
  const byUnit = units.map((unit) => round.filter(({ transition }) => transition.unit === unit));
  const trying = byUnit.filter((steps) => steps.some(({ words }) => /^finds .* taken$/.test(words ?? "")));
  if (trying.length > 1)
    return "They give way to each other, again and again. Take the locks in one order, and wait for each; or wait for a random time before the next try.";
  if (trying.length === 1)
    return "To try a lock again and again keeps everybody busy: `acquire()` waits until it is free.";
  const looks = (steps: Trace["entries"]): boolean =>
    steps.every(({ changes, words }) => changes.length === 0 && words === null);
  if (byUnit.some(looks))
    return "Who looks again and again keeps everybody busy: an `Event` or a `Condition` lets it sleep until there is something to see.";
  return null;
}

/** One task overwrote what another one of the same loop had written. */
function isAcrossAwait(trace: Trace): boolean {
  return trace.entries.some(({ transition: { unit }, lostUpdate }, at) => {
    if (lostUpdate === null || lostUpdate.task === null) return false;
    return lastWriter(trace, at, lostUpdate.key, { unit, task: lostUpdate.task })?.unit === unit;
  });
}

/** The `multiprocessing.Value` or `Array` with a lock of its own in which an update was lost. */
function sharedMemory(trace: Trace): string | null {
  const lost = trace.entries.findLast(({ lostUpdate }) => lostUpdate !== null)?.lostUpdate;
  if (lost?.primitive !== "_Value" && lost?.primitive !== "_Array") return null;
  return lost.name.replace(/(\.value|\[[^[]*\])$/, "");
}

function deadlockHint(trace: Trace): string | null {
  const locks = trace.blocked.filter(({ primitive }) => primitive === "Lock" || primitive === "RLock");
  const own = locks.find(({ unit, holders }) => holders.some((holder) => holder.unit === unit));
  if (own !== undefined && own.task !== null)
    return "Tasks of one event loop share its thread, and whoever waits for a thread's lock stops them all. Use `async with` an `asyncio.Lock` (not twice in one task: it is not reentrant).";
  if (own?.primitive === "Lock") return "A Lock cannot be taken twice by the same thread; an RLock can.";
  if (locks.length > 1) return "Take several locks in the same order everywhere.";
  const runners = trace.blocked.flatMap(({ primitive, holders }) => (primitive === "Future" ? holders : []));
  if (
    trace.blocked.some(
      ({ unit, words }) => words.endsWith("(PENDING)") && runners.some((runner) => runner.unit === unit),
    )
  )
    return "A call must not wait for another call of its own pool: when all workers wait, none is left. Wait outside the pool, or use a second one.";
  if (trace.blocked.some(({ primitive }) => primitive === "Condition"))
    return "Somebody must notify after every change that a waiter waits for; `notify_all()` when different waiters wait for different things.";
  if (trace.blocked.some(({ primitive }) => /Queue/.test(primitive ?? "")))
    return "Every `get()` needs a `put()`; tell each consumer to stop with a sentinel of its own.";
  return null;
}
