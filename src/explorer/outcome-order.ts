/** In which order outcomes are told. */
import type { Outcome } from "./exploration.js";

const endOrder = { completed: 0, failed: 1, deadlocked: 2 } as const;

export function byEndThenValues(a: Outcome, b: Outcome): number {
  if (a.end !== b.end) return endOrder[a.end] - endOrder[b.end];
  for (let i = 0; i < a.values.length; i++) {
    const order = byNumberThenText(a.values[i].value, b.values[i].value);
    if (order !== 0) return order;
  }
  return 0;
}

function byNumberThenText(a: string, b: string): number {
  if (a === b) return 0;
  const [x, y] = [Number(a), Number(b)];
  if (!Number.isNaN(x) && !Number.isNaN(y) && x !== y) return x - y;
  return a < b ? -1 : 1;
}
