/**
 * What must still be shown when a scenario has been made smaller: the same finding, by the same mechanism. A smaller
 * program often breaks a property for a reason of its own (nobody works any more, so the sum is wrong), so what could
 * be avoided must stay avoidable, and what needs a preemption, several units or a cycle must go on needing it.
 */
import type { Exploration, Finding, FindingKind } from "../explorer/exploration.js";

/** What is looked for in each smaller scenario. */
export interface Target {
  readonly kind: FindingKind;
  /** Names without numbers: `worker[1]` may be `worker[0]`, or all the workers there are. */
  readonly about: string | null;
  /** Null where the property is not what the finding is about. */
  readonly property: string | null;
  readonly causes: readonly string[];
  /** What those who can never go on wait for, in words, without numbers and holders. */
  readonly waits: readonly string[];
  readonly violates: boolean;
  /** Some run does not show it; null: the search was stopped or reduced, so nobody knows. */
  readonly avoidable: boolean | null;
  /** Some run ends well; null: as above. */
  readonly passing: boolean | null;
  /** No run shows it without a preemption. */
  readonly preempted: boolean;
  /** Several units, or tasks, take part. */
  readonly several: boolean;
  /** Units wait for one another. */
  readonly circular: boolean;
  /** Nobody moves any more. */
  readonly still: boolean;
  /** The property is false, and not only impossible to evaluate. */
  readonly evaluated: boolean;
}

/** Kinds that stand for a violated property, or an exception with its words. */
const worded: ReadonlySet<FindingKind> = new Set([
  "assertion",
  "check-then-act",
  "exception",
  "if-for-while",
  "invariant",
  "liveness",
  "starvation",
]);

export function targetOf(finding: Finding): Target {
  return {
    kind: finding.kind,
    about: withoutNumbers(finding.about),
    property: worded.has(finding.kind) ? withoutNumbers(finding.property) : null,
    causes: finding.causes.map(({ kind, about }) => `${kind} ${withoutNumbers(about) ?? ""}`),
    waits: finding.kind === "deadlock" ? waitsOf(finding) : [],
    violates: finding.violates,
    ...avoidability(finding),
    preempted: finding.preemptions > 0,
    several: new Set(finding.trace.entries.map(({ transition, task }) => `${transition.unit} ${task ?? ""}`)).size > 1,
    circular: finding.cycle.length > 1,
    still: finding.trace.end === "deadlocked",
    evaluated: !/ cannot be evaluated: /.test(finding.message),
  };
}

function avoidability({ kind, violates, noReturn, passing }: Finding): Pick<Target, "avoidable" | "passing"> {
  if (!violates || kind === "liveness" || kind === "starvation") return { avoidable: false, passing: false };
  return noReturn === null
    ? { avoidable: null, passing: null }
    : { avoidable: noReturn > 0, passing: passing !== null };
}

/** The target with what its finding in a smaller scenario has told. */
export function sharpened(target: Target, finding: Finding): Target {
  const { avoidable, passing } = avoidability(finding);
  return { ...target, avoidable: target.avoidable ?? avoidable, passing: target.passing ?? passing };
}

/** The target without what nobody knows; null if everything is known. */
export function relaxed(target: Target): Target | null {
  if (target.avoidable !== null && target.passing !== null) return null;
  return { ...target, avoidable: target.avoidable ?? false, passing: target.passing ?? false };
}

/** The first finding of the exploration that is as wanted, if there are no other kinds of trouble than in `before`. */
export function found(target: Target, exploration: Exploration, before: Exploration): Finding | null {
  const known = troublesOf(before);
  if (!troublesOf(exploration).every((trouble) => known.includes(trouble))) return null;
  return exploration.findings.find((finding) => shows(targetOf(finding), target)) ?? null;
}

/** Kinds of findings that violate; exceptions by their type. */
function troublesOf({ findings }: Exploration): string[] {
  return findings.flatMap(({ kind, about, violates }) =>
    violates ? [kind === "exception" ? `${kind} ${about ?? ""}` : kind] : [],
  );
}

const traits = ["violates", "avoidable", "passing", "preempted", "several", "circular", "still", "evaluated"] as const;

function shows(other: Target, wanted: Target): boolean {
  return (
    other.kind === wanted.kind &&
    other.about === wanted.about &&
    other.property === wanted.property &&
    wanted.causes.every((cause) => other.causes.includes(cause)) &&
    other.waits.join() === wanted.waits.join() &&
    traits.every(
      (trait) => other[trait] === true || wanted[trait] === false || (other[trait] ?? wanted[trait]) === null,
    )
  );
}

/** "waits for lock_b" of "waits for lock_b, held by transfer[1]"; sorted, each once. */
function waitsOf({ blocked }: Finding): string[] {
  return [...new Set(blocked.map(({ words }) => withoutNumbers(words.replace(/[,:(].*/s, "")) ?? ""))].sort();
}

function withoutNumbers(text: string | null): string | null {
  return text?.replace(/\[\d+\]|\d+/g, "") ?? null;
}

/**
 * The finding to be shown: the first that violates, or the first of the kind (and about the name) asked for, as in
 * `lost-update` or `lost-update:counter`. Null if there is none; what is never reached is not for shrinking.
 */
export function chosen({ findings }: Exploration, wanted: string | null): Finding | null {
  const shown = findings.filter(({ kind }) => kind !== "unreached");
  if (wanted === null) return shown.find(({ violates }) => violates) ?? null;
  const [kind, ...about] = wanted.split(":");
  const name = about.length === 0 ? null : about.join(":");
  return shown.find((finding) => finding.kind === kind && (name === null || finding.about === name)) ?? null;
}
