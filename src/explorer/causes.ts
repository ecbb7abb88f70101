/** Why a run went wrong, read off its trace: the defects that people have names for. */
import type { Program } from "../programs/program.js";
import type { Place } from "../programs/code.js";
import { actorName, actorOf, actorOfAccess, sameActor } from "../scheduler/actors.js";
import { sourceLine } from "../scheduler/blocked.js";
import type { Access, Trace, TraceEntry } from "../scheduler/trace.js";
import type { FindingKind } from "./exploration.js";

export interface Cause {
  readonly kind: FindingKind;
  readonly about: string | null;
  readonly message: string;
  readonly place: Place | null;
}

/** The named defects in a trace, most telling first; without the finding's own kind. */
export function causesOf(program: Program, trace: Trace, kind: FindingKind): Cause[] {
  const causes = [
    ...lostUpdates(trace),
    ...staleCopies(trace, kind),
    ...ifForWhiles(program, trace, kind),
    ...checkThenActs(trace),
    ...lostWakeups(trace),
  ];
  const seen = new Set<string>();
  return causes.filter((cause) => {
    const key = `${cause.kind} ${cause.about ?? ""}`;
    if (cause.kind === kind || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function lostUpdates(trace: Trace): Cause[] {
  return trace.entries.flatMap((entry): Cause[] => {
    if (entry.lostUpdate === null) return [];
    const { name, overwritten, written } = entry.lostUpdate;
    return [
      {
        kind: "lost-update",
        about: name,
        message: `${nameOf(trace, entry)} wrote ${name} = ${written} over ${overwritten}, which it had not seen.`,
        place: entry.place,
      },
    ];
  });
}

/** A property looks at the main process's data; some other process changed only its own copy of that. */
function staleCopies(trace: Trace, kind: FindingKind): Cause[] {
  if (kind !== "invariant" && kind !== "assertion") return [];
  return trace.entries.flatMap((entry) =>
    entry.notes.flatMap((note): Cause[] => {
      if (note.kind !== "stale-copy") return [];
      const message = `${nameOf(trace, entry)} changed ${note.about} on line ${entry.place.line}, but only its own copy: every process has one.`;
      return [{ kind: "stale-copy", about: note.about, message, place: entry.place }];
    }),
  );
}

interface Seen {
  readonly entry: TraceEntry;
  readonly access: Access;
}

/**
 * A unit looked at a place in a condition, somebody else changed the place, and the unit acted on it inside the
 * branch that the condition opened.
 */
function checkThenActs(trace: Trace): Cause[] {
  const causes: Cause[] = [];
  const accesses: Seen[] = trace.entries.flatMap((entry) => entry.accesses.map((access) => ({ entry, access })));
  accesses.forEach((act, end) => {
    if (act.access.kind === "read" && !act.access.synchronising) return;
    const check = lastCheck(accesses, end);
    if (check === null) return;
    const between = accesses.slice(check.index + 1, end);
    const intruder = between.find(
      ({ entry, access }) =>
        !sameActor(actorOfAccess(entry, access), actorOfAccess(act.entry, act.access)) &&
        access.kind !== "read" &&
        samePlace(access, check.seen.access),
    );
    if (intruder === undefined) return;
    const name = check.seen.access.name;
    const who = actorName(trace, actorOfAccess(act.entry, act.access));
    const other = actorName(trace, actorOfAccess(intruder.entry, intruder.access));
    causes.push({
      kind: "check-then-act",
      about: name,
      message: `${who} checked ${name} on line ${check.seen.access.place.line}; ${other} changed it before ${who} acted on line ${act.access.place.line}.`,
      place: check.seen.access.place,
    });
  });
  return causes;
}

/** The unit's last read of the same place in the test of an `if` or `while` that encloses the act. */
function lastCheck(accesses: readonly Seen[], end: number): { readonly seen: Seen; readonly index: number } | null {
  const act = accesses[end];
  for (let index = end - 1; index >= 0; index--) {
    const seen = accesses[index];
    if (
      !sameActor(actorOfAccess(seen.entry, seen.access), actorOfAccess(act.entry, act.access)) ||
      seen.access.kind !== "read" ||
      seen.access.testOf === null
    )
      continue;
    if (act.access.guardedBy.includes(seen.access.testOf) && samePlace(seen.access, act.access)) return { seen, index };
  }
  return null;
}

/** The same place, or a container and one of its items. */
function samePlace(a: Access, b: Access): boolean {
  return a.key === b.key || objectOf(a.key) === objectOf(b.key);
}

function objectOf(key: string): string {
  const bracket = key.indexOf("[");
  return bracket < 0 ? key : key.slice(0, bracket);
}

/**
 * Somebody waits for a notification that was given before it began to wait: the last one on that object found nobody,
 * and none came after.
 */
function lostWakeups(trace: Trace): Cause[] {
  return trace.blocked.flatMap((blocked): Cause[] => {
    if (blocked.primitive !== "Condition" && blocked.primitive !== "Event") return [];
    const given = trace.entries.findLast(
      (entry) => entry.object === blocked.key && /^notifies|^sets/.test(entry.words ?? ""),
    );
    const waits = trace.entries.findLast(
      (entry) => entry.object === blocked.key && entry.transition.unit === blocked.unit,
    );
    if (given === undefined || waits === undefined || given.index > waits.index || !/nobody/.test(given.words ?? ""))
      return [];
    const { name } = trace.units[blocked.unit];
    return [
      {
        kind: "lost-wakeup",
        about: blocked.object,
        message: `${nameOf(trace, given)} notified on line ${given.place.line} when nobody was waiting; ${name} began to wait afterwards, for a notification that can no longer come.`,
        place: given.place,
      },
    ];
  });
}

/**
 * A unit waited on a condition under an `if`, was notified, and went on without looking again; then it failed, or a
 * property did.
 */
function ifForWhiles(program: Program, trace: Trace, kind: FindingKind): Cause[] {
  if (kind !== "exception" && kind !== "assertion" && kind !== "invariant") return [];
  const culprit = trace.entries.at(-1)?.transition.unit;
  const woken = trace.entries.findLast(
    (entry) => /^is notified/.test(entry.words ?? "") && (kind === "invariant" || entry.transition.unit === culprit),
  );
  if (woken === undefined) return [];
  const test = testAround(trace, woken);
  if (test === null || !/^if\b/.test(sourceLine(program, test.line))) return [];
  const name = nameOf(trace, woken);
  return [
    {
      kind: "if-for-while",
      about: null,
      message: `${name} waited on line ${woken.place.line} under the \`if\` of line ${test.line}: when it woke up it did not look again, though others had been there before it.`,
      place: test,
    },
  ];
}

/** The test that the unit made before it came to this place, if the place is in its body. */
function testAround(trace: Trace, entry: TraceEntry): Place | null {
  const inner = entry.accesses.at(0)?.guardedBy.at(-1);
  if (inner === undefined) return null;
  for (const { transition, accesses } of trace.entries) {
    if (transition.unit !== entry.transition.unit) continue;
    const test = accesses.find(({ testOf }) => testOf === inner);
    if (test !== undefined) return test.place;
  }
  return null;
}

function nameOf(trace: Trace, entry: TraceEntry): string {
  return actorName(trace, actorOf(entry));
}
