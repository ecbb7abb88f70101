/** The units of time, as scenarios and command lines write them after a number. */
const nanoseconds = new Map([
  ["ns", 1],
  ["us", 1e3],
  ["ms", 1e6],
  ["s", 1e9],
  ["min", 60e9],
]);

/** Nanoseconds in a unit; undefined: there is no such unit. */
export function nanosecondsIn(unit: string): number | undefined {
  return nanoseconds.get(unit);
}
