/** Times and shares as people read them: three digits, one unit, no noise of floats; and round steps for axes. */
import { thousands } from "../programs/thousands.js";

interface Unit {
  readonly name: string;
  readonly nanoseconds: number;
}

const nanosecond: Unit = { name: "ns", nanoseconds: 1 };
const units: readonly Unit[] = [
  { name: "s", nanoseconds: 1e9 },
  { name: "ms", nanoseconds: 1e6 },
  { name: "µs", nanoseconds: 1e3 },
  nanosecond,
];
const MINUTE = 60;
const HOUR = 3600;

/** The largest unit of which there is at least one. */
function unitOf(time: number): Unit {
  return units.find(({ nanoseconds }) => time >= nanoseconds) ?? nanosecond;
}

/** Nanoseconds in three digits: "850 µs", "12.3 ms", "1.20 s"; from two minutes on "2 min 5 s", from two hours on "2 h 5 min". */
export function duration(time: number): string {
  if (time === 0) return "0 s";
  const seconds = Math.round(time / 1e9);
  if (seconds >= 2 * HOUR)
    return `${thousands(Math.floor(seconds / HOUR))} h ${Math.floor((seconds % HOUR) / MINUTE)} min`;
  if (seconds >= 2 * MINUTE) return `${Math.floor(seconds / MINUTE)} min ${seconds % MINUTE} s`;
  // Rounded before the unit is chosen: 999.6 µs is 1.00 ms.
  const rounded = Number(time.toPrecision(3));
  const { name, nanoseconds } = unitOf(rounded);
  return `${nanoseconds === 1 ? String(Math.round(time)) : threeDigits(rounded / nanoseconds)} ${name}`;
}

/** 3.664 → "3.66", 36.64 → "36.6", 366.4 → "366" */
export function threeDigits(value: number): string {
  const rounded = value === 0 ? 0 : Number(value.toPrecision(3));
  return rounded >= 100 ? thousands(Math.round(value)) : rounded.toFixed(rounded >= 10 ? 1 : 2);
}

/** A share of 1: "97 %"; "<1 %" and ">99 %" where rounding would say none or all. */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  if (rounded === 0 && share > 0) return "<1 %";
  return rounded === 100 && share < 1 ? ">99 %" : `${rounded} %`;
}

/** `part / whole`; of nothing: 0. */
export function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

export function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

/** Of none: 0. However many there are. */
export function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}

export interface Tick {
  readonly at: number;
  readonly label: string;
}

/** The least of …, 1, 2, 5, 10, 20, … that divides the span into at most so many parts. */
export function roundStep(span: number, parts: number): number {
  const least = span / Math.max(1, parts);
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5].map((digit) => digit * power).find((step) => step >= least) ?? 10 * power;
}

/** From 0 to the span, at most so many and one: "0", "50 ms", "100 ms", … */
export function timeTicks(span: number, parts: number): Tick[] {
  if (span <= 0) return [{ at: 0, label: "0" }];
  const step = Math.max(1, roundStep(span, parts));
  const last = Math.floor(span / step);
  const { name, nanoseconds } = unitOf(last * step);
  return Array.from({ length: last + 1 }, (_, i) => {
    const value = (i * step) / nanoseconds;
    return { at: i * step, label: i === 0 ? "0" : `${value < 1000 ? value : thousands(value)} ${name}` };
  });
}

const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/** A horizontal bar of at most `width` columns, exact to an eighth; what is more than nothing shows. */
export function barOf(value: number, most: number, width: number): string {
  const eighths = Math.max(value > 0 ? 1 : 0, Math.round(ratio(value, most) * width * 8));
  return "█".repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8];
}
