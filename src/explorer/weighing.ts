/** Which of all findings are told, and in which order. */
import type { Finding, FindingKind } from "./exploration.js";

/** Also in a report that leaves something out. */
export const mostOfAKind = 5;
const order: readonly FindingKind[] = [
  "deadlock",
  "lost-wakeup",
  "livelock",
  "release-unheld",
  "lost-update",
  "check-then-act",
  "if-for-while",
  "never-awaited",
  "unretrieved-exception",
  "blocking-call-in-coroutine",
  "starvation",
  "liveness",
  "assertion",
  "invariant",
  "unpicklable",
  "exception",
  "data-race",
  "stale-copy",
];

/** Merged and in order of weight. Of those about nothing by name, such as deadlocks, at most a few of each kind. */
export function weightiest(findings: readonly Finding[]): Finding[] {
  const seen = new Map<string, number>();
  return merge(findings)
    .sort(byWeight)
    .filter(({ kind, about }) => {
      if (about !== null) return true;
      const count = (seen.get(kind) ?? 0) + 1;
      seen.set(kind, count);
      return count <= mostOfAKind;
    });
}

/** A property violation that a lost update explains is told with the lost update, once. */
function merge(findings: readonly Finding[]): Finding[] {
  const lost = findings.filter(({ kind }) => kind === "lost-update");
  const explains = (finding: Finding): Finding | undefined =>
    finding.kind === "invariant"
      ? lost.find(
          (other) =>
            other.schedule === finding.schedule ||
            finding.causes.some((cause) => cause.kind === "lost-update" && cause.about === other.about),
        )
      : undefined;
  return findings
    .filter((finding) => explains(finding) === undefined)
    .map((finding) => {
      const property = findings.find((other) => explains(other) === finding)?.property;
      return property === undefined ? finding : { ...finding, property };
    });
}

function byWeight(a: Finding, b: Finding): number {
  if (a.violates !== b.violates) return a.violates ? -1 : 1;
  if (a.kind !== b.kind) return order.indexOf(a.kind) - order.indexOf(b.kind);
  return a.preemptions - b.preemptions || a.steps - b.steps || (a.schedule < b.schedule ? -1 : 1);
}
