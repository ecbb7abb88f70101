/** What the library says of a scenario; the only place where the benchmark knows how to ask it. */

/**
 * Seconds by the text of a strategy ("as written" without a `compare` line), and the text of the recommended one; null
 * where there is no prediction. `costs`: of a calibration, in full.
 */
export function predicted(_text, _costs) {
  return { seconds: {}, recommended: null };
}
