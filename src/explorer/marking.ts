/** Marks of what a step shows: see `leaf`. */
import type { Mark } from "./marks.js";

/** What an event of a leaf ("lost-update o5.balance", "failed ValueError 7 worker") is remembered as. */
export function eventMark(event: string): Mark {
  const [kind, detail, ...rest] = event.split(" ");
  const about = [detail, ...rest].join(" ");
  if (kind === "lost-update" || kind === "notice") return { kind, key: about };
  if (kind === "stale-copy" || kind === "item-lost") return { kind: "noted", what: kind, about };
  const [line, ...unit] = rest;
  return { kind: "failed", type: detail, line: Number(line), unit: unit.join(" ") };
}
