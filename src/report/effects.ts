/** What one step did, in a few words: the last column of a trace, and the verb of a sentence. */
import type { Notice } from "../scheduler/notice.js";
import type { Trace, TraceEntry } from "../scheduler/trace.js";
import { cells } from "./layout.js";
import type { Colour } from "./paint.js";

export interface Effect {
  readonly text: string;
  readonly colour: Colour;
}

const VALUE_MAX = 32;

/** "counter: 0 → 1", "reads counter: 0", "acquires lock_a"; empty for a step that only computes. */
export function effectOf(entry: TraceEntry): Effect {
  const parts = [...choice(entry), ...action(entry), ...changes(entry), ...printed(entry)];
  const seen = parts.length > 0 ? parts : reads(entry);
  if (entry.exception !== null) return { text: seen.join("; "), colour: "red" };
  const wrong = [...(entry.lostUpdate === null ? [] : ["✗ lost update"]), ...noticed(entry)];
  if (wrong.length > 0) return { text: [seen.join("; "), ...wrong].join(" ").trimStart(), colour: "red" };
  return { text: seen.join("; "), colour: parts.length > 0 ? null : "dim" };
}

const notices: Readonly<Record<Notice["kind"], string>> = {
  "never-awaited": "✗ never awaited",
  "unretrieved-exception": "✗ exception never retrieved",
  "blocking-call-in-coroutine": "✗ blocks the event loop",
};

function noticed(entry: TraceEntry): string[] {
  return [...new Set(entry.notices.map(({ kind, about }) => `${notices[kind]}: ${about}`))];
}

function choice(entry: TraceEntry): string[] {
  return entry.chosen === null ? [] : [`chooses ${shorten(entry.chosen)}`];
}

/** Words that only say what is read or written say the value too, as for a name. */
function action({ words, accesses }: TraceEntry): string[] {
  if (words === null) return [];
  const named = accesses.find(({ kind, name }) => words === `${kind}s ${name}`);
  if (named === undefined) return [words];
  const { kind, name, before, value } = named;
  return [kind === "write" && before !== null ? change(name, before, value) : `${words}: ${shorten(value)}`];
}

function changes(entry: TraceEntry): string[] {
  return entry.changes.map(({ name, before, after }) => change(name, before, after));
}

function printed(entry: TraceEntry): string[] {
  return entry.prints.map((text) => `prints ${shorten(JSON.stringify(text))}`);
}

function reads(entry: TraceEntry): string[] {
  const seen = entry.accesses.filter(({ kind, synchronising }) => kind === "read" && !synchronising);
  return [...new Set(seen.map(({ name, value }) => `reads ${name}: ${shorten(value)}`))];
}

/** "counter: 0 → 1"; a name that came into being, or went, says so. */
export function change(name: string, before: string, after: string): string {
  if (after === "unbound") return `${name} is deleted`;
  return before === "unbound" ? `${name} = ${shorten(after)}` : `${name}: ${shorten(before)} → ${shorten(after)}`;
}

/** Long values keep their beginning and their end. */
export function shorten(value: string, max: number = VALUE_MAX): string {
  if (cells(value) <= max) return value;
  const chars = Array.from(value);
  const head = Math.ceil((max - 1) * 0.6);
  return `${chars.slice(0, head).join("")}…${chars.slice(chars.length - (max - 1 - head)).join("")}`;
}

/** Why the unit of `entries[at]` had to stop after it, seen from the next entry; null when it goes on. */
export function leaving(trace: Trace, at: number): Effect | null {
  const entry = trace.entries[at];
  const next = trace.entries.at(at + 1);
  if (entry.ended === "finished" && next === undefined) return null;
  if (entry.ended === "finished") return { text: "finished", colour: "dim" };
  if (entry.ended === "failed") return { text: `✗ ended by ${entry.exception?.text ?? "an exception"}`, colour: "red" };
  if (next === undefined) return null;
  if (next.switch === null) return entry.task === null || entry.task === next.task ? null : turnOver(entry);
  switch (next.switch.reason) {
    case "preempted":
      return { text: `preempted ${moment(trace, at)}`, colour: "yellow" };
    case "blocked":
      return { text: `blocked: ${(next.switch.detail ?? "waits").replace(/ since line \d+/g, "")}`, colour: "yellow" };
    case "waiting":
      return { text: "waits", colour: "dim" };
    case "finished":
      return { text: "finished", colour: "dim" };
    case "failed":
      return { text: "ended by an exception", colour: "red" };
  }
}

/** A task ends its turn, and the loop goes on with another. */
function turnOver({ task, tasks, awaits }: TraceEntry): Effect {
  if (task !== null && !tasks.includes(task)) return { text: "done", colour: "dim" };
  return { text: awaits === null ? "awaits" : `awaits on line ${awaits}`, colour: "dim" };
}

/** Where in its work a unit was when it was preempted: what makes the difference is often a read without its write. */
function moment(trace: Trace, at: number): string {
  const entry = trace.entries[at];
  const access = entry.accesses.findLast(({ synchronising }) => !synchronising);
  if (entry.words !== null || access === undefined) return "here";
  if (access.kind !== "read") return `after writing ${access.name}`;
  return writesLater(trace, at, access.key)
    ? `between read and write of ${access.name}`
    : `after reading ${access.name}`;
}

/** The unit of `entries[at]` goes on to write the place without looking at it again. */
function writesLater(trace: Trace, at: number, key: string): boolean {
  const { unit } = trace.entries[at].transition;
  for (const entry of trace.entries.slice(at + 1)) {
    if (entry.transition.unit !== unit) continue;
    for (const access of entry.accesses) if (access.key === key) return access.kind === "write";
  }
  return false;
}
