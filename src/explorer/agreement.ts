/** Whether two searches of one program tell the same: the check behind `--verify-reduction`, and the law tests'. */
import { thousands } from "../programs/thousands.js";
import type { Exploration, Statistics } from "./exploration.js";
import { InternalError } from "./replayed.js";

/**
 * What two explorations of one program tell differently, as "name: one / other"; null: nothing. Verdict, properties,
 * findings, outcomes, their schedules and what expectations ask for must be the same; numbers that one of them did not
 * count are passed over.
 */
export function difference(one: Exploration, other: Exploration): string | null {
  const [a, b] = [told(one), told(other)];
  const keys = Object.keys(a).filter((key) => a[key] !== null && b[key] !== null);
  const differing = keys.find((key) => textOf(a[key]) !== textOf(b[key]));
  return differing === undefined ? null : `${differing}: ${textOf(a[differing])} / ${textOf(b[differing])}`;
}

/** The reduced exploration, with a note that the full one agrees. Throws InternalError if it does not. */
export function verified(reduced: Exploration, full: Exploration): Exploration {
  if (reduced.limit !== null || full.limit !== null)
    return withNote(reduced, "the reduction was not verified: the search was stopped");
  if (!reduced.statistics.settled)
    return withNote(reduced, "the reduction was not verified: the search for least schedules was stopped");
  const found = difference(full, reduced);
  if (found !== null) throw new InternalError(`full and reduced search differ in ${found}`, reduced.file);
  return withNote(
    reduced,
    `verified: the full search tells the same after ${thousands(full.statistics.states)} states`,
  );
}

function withNote(exploration: Exploration, note: string): Exploration {
  const { statistics } = exploration;
  return { ...exploration, statistics: { ...statistics, notes: [...statistics.notes, note] } };
}

function told(exploration: Exploration): Record<string, unknown> {
  const { verdict, properties, findings, outcomes, expected, statistics } = exploration;
  return {
    verdict,
    properties: properties.map(({ name, verdict, schedule }) => [name, verdict, schedule]),
    findings: findings.map(({ kind, about, message, schedule, violates }) => [
      kind,
      about,
      message,
      schedule,
      violates,
    ]),
    outcomes: outcomes.map(({ values, end, preemptions, schedule }) => [values, end, preemptions, schedule]),
    interleavings: statistics.interleavings,
    "interleavings of each outcome":
      statistics.interleavings === null ? null : outcomes.map(({ interleavings }) => interleavings),
    "expected outcomes": [...expected],
    traces: statistics.traces,
    ...sizes(statistics),
  };
}

/** Of the full state space. */
function sizes({ reductions, states, transitions, full }: Statistics): Record<string, bigint | null> {
  if (reductions.length === 0) return { states: BigInt(states), transitions: BigInt(transitions) };
  return { states: full?.states ?? null, transitions: full?.transitions ?? null };
}

function textOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? String(part) : part));
}
