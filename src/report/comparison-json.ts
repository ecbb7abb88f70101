/** A comparison of strategies as JSON, described by `time.schema.json` beside this file. */
import type { Comparison, Row, Sweep } from "../comparing/comparison.js";
import { strategyText } from "../programs/strategy.js";
import { SCHEMA_VERSION } from "./json.js";
import type { Json } from "./json.js";
import { timelineJson } from "./timing-json.js";

/** The document, as plain data for `JSON.stringify`. `full`: with the whole run of each strategy. */
export function comparisonJson(
  comparison: Comparison,
  file: string,
  title: string,
  full = false,
): { readonly [key: string]: Json } {
  const { jobs, cores, rows, recommended, why, worth, bound, breakEven, notes } = comparison;
  return {
    schema: SCHEMA_VERSION,
    file,
    title,
    jobs,
    cores,
    bound,
    strategies: rows.map((row) => strategyJson(row, full)),
    recommended: recommended === null ? null : rows[recommended].name,
    why,
    worth,
    breakEven,
    notes,
  };
}

function strategyJson(row: Row, full: boolean): Json {
  const { name, strategy, failed, bound, worthIt, timeline } = row;
  return {
    name,
    strategy: strategyText(strategy),
    ...(failed === null ? figures(row) : nothing),
    bound: { kind: bound.kind, sentence: bound.sentence },
    worthIt,
    failed,
    ...(full ? { run: timelineJson(timeline, true) } : {}),
  };
}

function figures({ seconds, band, speedup, efficiency, cores, gil, waits }: Row): { readonly [key: string]: Json } {
  return {
    seconds: rounded(seconds),
    band: band === null ? null : band.map(rounded),
    speedup: rounded(speedup),
    efficiency: rounded(efficiency),
    utilisation: rounded(cores),
    gil: gil === null ? null : rounded(gil),
    waits: { gil: rounded(waits.gil), locks: rounded(waits.locks), io: rounded(waits.io) },
  };
}

/** To whole nanoseconds, and ratios as exactly. */
function rounded(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}

/** The figures of a strategy that came to no end. */
const nothing = {
  seconds: null,
  band: null,
  speedup: null,
  efficiency: null,
  utilisation: null,
  gil: null,
  waits: null,
} as const;

/** The document of a sweep: its points, in order. */
export function sweepJson(sweep: Sweep, file: string, title: string): { readonly [key: string]: Json } {
  return { schema: SCHEMA_VERSION, file, title, sweep: pointsJson(sweep) };
}

function pointsJson({ name, unit, points }: Sweep): Json {
  return {
    name,
    unit: unit ?? null,
    points: points.map(({ value, rows }) => ({
      value,
      strategies: rows.map(({ name, seconds, speedup }) => ({
        name,
        seconds: rounded(seconds),
        speedup: rounded(speedup),
      })),
    })),
  };
}
