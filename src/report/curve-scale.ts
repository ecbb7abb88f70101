/** The speed-ups of a sweep as points of the unit square: what the terminal's chart and the page's have in common. */
import { thousands } from "../programs/thousands.js";
import type { Sweep } from "../comparing/comparison.js";
import { largest, roundStep } from "./figures.js";
import type { Tick } from "./figures.js";

export interface CurvePoint {
  readonly value: number;
  readonly seconds: number;
  readonly speedup: number;
}

export interface Series {
  readonly name: string;
  readonly points: readonly CurvePoint[];
}

export interface CurveScale {
  readonly series: readonly Series[];
  /** A value from left to right, 0 to 1. */
  readonly across: (value: number) => number;
  /** A speed-up from bottom to top, 0 to 1; more than 1 has no room. */
  readonly up: (speedup: number) => number;
  /** The value at a share of the width: the inverse of `across`. */
  readonly valueAt: (share: number) => number;
  readonly values: readonly Tick[];
  /** At most so many and one. */
  readonly speedups: (parts: number) => readonly Tick[];
}

/** From this ratio of the largest to the smallest value on, equal steps are equal ratios. */
const LOGARITHMIC = 32;
/** Air above the largest speed-up. */
const HEADROOM = 1.08;

export function curveScale(sweep: Sweep): CurveScale {
  const series = seriesOf(sweep);
  const values = sweep.points.map(({ value }) => value);
  const least = values[0] ?? 0;
  const most = values[values.length - 1] ?? 0;
  const top = Math.max(1, largest(series.flatMap(({ points }) => points.map(({ speedup }) => speedup)))) * HEADROOM;
  const logarithmic = least > 0 && most / least >= LOGARITHMIC;
  const to = logarithmic ? Math.log : (value: number): number => value;
  const from = logarithmic ? Math.exp : (value: number): number => value;
  return {
    series,
    across: (value) => (most === least ? 0.5 : (to(value) - to(least)) / (to(most) - to(least))),
    up: (speedup) => speedup / top,
    valueAt: (share) => from(to(least) + share * (to(most) - to(least))),
    values: values.map((value) => ({ at: value, label: valueText(value) })),
    speedups: (parts) => speedupTicks(top, parts),
  };
}

/** By name, in the order in which they come first. */
function seriesOf({ points }: Sweep): Series[] {
  const names = [...new Set(points.flatMap(({ rows }) => rows.map(({ name }) => name)))];
  return names.map((name) => ({
    name,
    points: points.flatMap(({ value, rows }) =>
      rows
        .filter((row) => row.name === name)
        .slice(0, 1)
        .map(({ seconds, speedup }) => ({ value, seconds, speedup })),
    ),
  }));
}

/** What the values are: "workers", "delay in ms". */
export function valuesText({ name, unit }: Sweep): string {
  return unit === undefined ? name : `${name} in ${unit}`;
}

/** Without noise: 0.30000000000000004 → "0.3". */
export function valueText(value: number): string {
  const exact = Number(value.toPrecision(6));
  return Number.isInteger(exact) ? thousands(exact) : String(exact);
}

function speedupTicks(top: number, parts: number): Tick[] {
  const step = roundStep(top, parts);
  return Array.from({ length: Math.floor(top / step) + 1 }, (_, i) => ({
    at: i * step,
    label: `${valueText(i * step)}×`,
  }));
}
