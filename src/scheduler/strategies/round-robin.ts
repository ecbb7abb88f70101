/** One step each, in turn: the most switching a fair scheduler can do. */
import type { Strategy } from "./strategy.js";

export function roundRobin(): Strategy {
  let last = -1;
  return ({ enabled }) => {
    const next = enabled.find(({ unit }) => unit > last) ?? enabled[0];
    last = next.unit;
    return next;
  };
}
