/** How tightly operators bind: one table for the parser and the printer, so that they cannot disagree. */
import type { CompareOperator } from "./syntax.js";

/** Binding powers, loosest first. Binary operators have powers 5 to 10 and `**`. */
export const POWER = { or: 1, and: 2, not: 3, compare: 4, bitor: 5, unary: 11, power: 12, await: 13 } as const;

const BINARY: ReadonlyMap<string, number> = new Map([
  ["|", 5],
  ["^", 6],
  ["&", 7],
  ["<<", 8],
  [">>", 8],
  ["+", 9],
  ["-", 9],
  ["*", 10],
  ["/", 10],
  ["//", 10],
  ["%", 10],
  ["@", 10],
]);

/** Comparison operators of one symbol; the others are words. */
export const COMPARISONS: ReadonlySet<string> = new Set<CompareOperator>(["==", "!=", "<", "<=", ">", ">="]);

/** Binding power of a left-associative binary operator; undefined for anything else. */
export function binaryPower(operator: string): number | undefined {
  return BINARY.get(operator);
}
