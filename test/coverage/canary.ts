/** Two branches of which the canary test takes one: a coverage report that says other than 50 % here is not measuring. */
export function canary(singing: boolean): string {
  return singing ? "tweet" : "silence";
}
