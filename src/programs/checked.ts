/** Options as they are passed by code that no compiler has checked, or that has computed them. */

/** Throws RangeError for a value that is none of these. */
export function oneOf<T extends string>(option: string, value: T, allowed: readonly T[]): T {
  if (!allowed.includes(value)) throw new RangeError(`${option} cannot be ${shown(value)}: ${allowed.join(", ")}`);
  return value;
}

/** Throws RangeError for what is not a whole number, or less than that. */
export function wholeNumber(option: string, value: number, least: number): number {
  if (!Number.isInteger(value) || value < least)
    throw new RangeError(`${option} cannot be ${shown(value)}: it is a whole number, at least ${least}`);
  return value;
}

/** The same; Infinity will do, too. */
export function wholeOrNone(option: string, value: number, least: number): number {
  return value === Infinity ? value : wholeNumber(option, value, least);
}

/** Throws RangeError for what is not a number, or less than 0. */
export function amount(option: string, value: number): number {
  if (typeof value !== "number" || !(value >= 0))
    throw new RangeError(`${option} cannot be ${shown(value)}: it is a number, at least 0`);
  return value;
}

function shown(value: unknown): string {
  return typeof value === "string" ? `"${value}"` : String(value);
}
