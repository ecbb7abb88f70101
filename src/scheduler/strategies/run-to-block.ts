/** Stays with a unit until it ends or has to wait; then the next in order of creation. What short threads really do. */
import type { Strategy } from "./strategy.js";

export function runToBlock(): Strategy {
  let last = 0;
  return ({ enabled }) => {
    const next =
      enabled.find(({ unit, voluntary }) => unit === last && !voluntary) ??
      enabled.find(({ voluntary }) => !voluntary) ??
      enabled[0];
    last = next.unit;
    return next;
  };
}
