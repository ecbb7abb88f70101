/** What the library says of a scenario; the only place where the benchmark knows how to ask it. */
import { compare } from "../../dist/comparing/compare.js";
import { compile } from "../../dist/language/compile.js";
import { timed } from "../../dist/timing/timed.js";

/**
 * Seconds by the text of a strategy ("as written" without a `compare` line), and the text of the recommended one; null
 * where there is no prediction. `costs`: of a calibration, in full; the scenario's options go before them.
 */
export function predicted(text, calibrated) {
  const { program, diagnostics } = compile(text);
  if (program === null) throw new Error(diagnostics.map(({ message }) => message).join(" "));
  const { cores, switch_interval: interval } = program.options;
  const costs = {
    ...calibrated,
    // The programs compute for so much processor time, however fast it passes.
    parallel_slowdown: 1,
    ...(cores === undefined ? {} : { cores }),
    ...(interval === undefined ? {} : { switch_interval: interval }),
  };
  if (program.strategies.length === 0)
    return { seconds: { "as written": timed(program, { costs }).makespan / 1e9 }, recommended: null };
  const { rows, recommended } = compare(program, { costs, worth: 1.1, bands: false, breakEven: false });
  const seconds = Object.fromEntries(rows.map((row) => [row.name, row.failed === null ? row.seconds : null]));
  return { seconds, recommended: recommended === null ? null : rows[recommended].name };
}
