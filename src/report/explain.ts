/** A run and its defect told in plain sentences: one for each step, and a paragraph for what went wrong. */
import type { Finding } from "../explorer/exploration.js";
import { actorName, actorOf, actorOfAccess, lastWriter, sameActor } from "../scheduler/actors.js";
import type { Actor } from "../scheduler/actors.js";
import type { Trace, TraceEntry } from "../scheduler/trace.js";
import { change, shorten } from "./effects.js";
import { list } from "./layout.js";

/** "increment[1] writes counter: 0 → 1", one sentence for each step, in order. */
export function sentences(trace: Trace): string[] {
  return trace.entries.map((_, at) => sentence(trace, at));
}

function sentence(trace: Trace, at: number): string {
  const entry = trace.entries[at];
  const did = deeds(entry);
  const main = did.length > 0 ? list(did) : `goes on at line ${entry.place.line}`;
  return `${actorName(trace, actorOf(entry))} ${main}${wiped(trace, at)}${ended(entry)}`;
}

function deeds(entry: TraceEntry): string[] {
  const chose = entry.chosen === null ? [] : [`chooses ${shorten(entry.chosen)}`];
  const words = entry.words === null ? [] : [entry.words];
  const changed = entry.changes.map(({ name, before, after }) => `writes ${change(name, before, after)}`);
  const said = entry.prints.map((text) => `prints ${shorten(JSON.stringify(text))}`);
  const done = [...chose, ...words, ...changed, ...said];
  return done.length > 0 ? done : readings(entry);
}

function readings(entry: TraceEntry): string[] {
  const seen = entry.accesses.filter(({ kind, synchronising }) => kind === "read" && !synchronising);
  return [...new Set(seen.map(({ name, value }) => `reads ${name}: ${shorten(value)}`))];
}

/** ", wiping out increment[1]'s update" */
function wiped(trace: Trace, at: number): string {
  const lost = trace.entries[at].lostUpdate;
  if (lost === null) return "";
  const victim = lastWriter(trace, at, lost.key, { ...actorOf(trace.entries[at]), task: lost.task });
  return `, wiping out ${victim === null ? "an update in between" : updateOf(actorName(trace, victim))}`;
}

function updateOf(name: string): string {
  return name.endsWith("'") ? `the update of ${name}` : `${name}'s update`;
}

function ended(entry: TraceEntry): string {
  if (entry.exception !== null) return `, and ends with ${entry.exception.text}`;
  return entry.ended === null ? "" : ", and ends";
}

function nameOf(trace: Trace, unit: number): string {
  return trace.units[unit]?.name ?? `unit ${unit}`;
}

/** What went wrong in the finding's run, as a paragraph; null when its message already says all there is. */
export function explainFinding(finding: Finding): string | null {
  if (finding.blocked.length > 0) return explainBlocked(finding);
  const lost = finding.trace.entries.findLastIndex(
    (entry) => entry.lostUpdate !== null && about(finding, entry.lostUpdate.name),
  );
  return lost < 0 ? null : explainLost(finding.trace, lost);
}

function about(finding: Finding, name: string): boolean {
  return finding.kind !== "lost-update" || finding.about === null || finding.about === name;
}

function explainLost(trace: Trace, at: number): string | null {
  const entry = trace.entries[at];
  if (entry.lostUpdate === null) return null;
  const { name, key, read, overwritten, written, task } = entry.lostUpdate;
  const actor: Actor = { unit: entry.transition.unit, task };
  const seen = readBefore(trace, at, key, actor);
  const writer = lastWriter(trace, at, key, actor);
  const who = actorName(trace, actor);
  const other = writer === null ? "another unit" : actorName(trace, writer);
  const where = seen < 0 ? "" : ` on line ${trace.entries[seen].place.line}`;
  const line = seen < 0 || writer?.unit !== actor.unit ? null : awaitAfter(trace, seen, at, actor);
  const turn =
    line === null ? "Before it writes" : `At the \`await\` of line ${line} it lets the others run; before it writes`;
  return (
    `${who} reads ${name}${where} and finds ${shorten(read)}. ${turn} its result back, ${other} changes ${name} to ` +
    `${shorten(overwritten)}. ${who} knows nothing of that: it writes ${shorten(written)}, worked out from the old ${shorten(read)}, ` +
    `and ${updateOf(other)} is gone.`
  );
}

/** The step in which the actor read the place last; -1 if there is none. */
function readBefore(trace: Trace, at: number, key: string, actor: Actor): number {
  return trace.entries
    .slice(0, at)
    .findLastIndex((entry) =>
      entry.accesses.some(
        (access) => access.key === key && access.kind === "read" && sameActor(actorOfAccess(entry, access), actor),
      ),
    );
}

/** The line of the `await` at which the task gave up its turn between the two steps. */
function awaitAfter(trace: Trace, from: number, to: number, actor: Actor): number | null {
  const gaveUp = trace.entries
    .slice(from, to)
    .find((entry) => entry.awaits !== null && sameActor(actorOf(entry), actor));
  return gaveUp?.awaits ?? null;
}

function explainBlocked({ trace, cycle }: Finding): string | null {
  if (cycle.length < 2) return null;
  return `cycle: ${[...cycle, cycle[0]].map((unit) => nameOf(trace, unit)).join(" → ")}`;
}
