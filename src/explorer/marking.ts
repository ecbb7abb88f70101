/** Marks of what a step shows: see `leaf`. */
import type { Mark } from "./marks.js";

/** What an event of a leaf ("lost-update o5.balance", "failed ValueError worker") is remembered as. */
export function eventMark(event: string): Mark {
  const [kind, detail, ...rest] = event.split(" ");
  const about = [detail, ...rest].join(" ");
  if (kind === "lost-update" || kind === "notice") return { kind, key: about };
  if (kind === "stale-copy" || kind === "item-lost") return { kind: "noted", what: kind, about };
  return { kind: "failed", type: detail, unit: rest.join(" ") };
}
