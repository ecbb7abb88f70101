/** Which strategy to use, and why: the simplest of those that are about as fast as the fastest. */
import type { StrategyKind } from "../programs/strategy.js";
import type { Comparison, Row } from "./comparison.js";

/** So much slower is about as fast. */
const ABOUT = 1.1;

/** What asks least of a program comes first: threads need nothing but locks, coroutines `await`, processes pickling. */
const simplicity: readonly StrategyKind[] = ["sequential", "threads", "asyncio", "processes", "free_threaded"];

function effort({ strategy }: Row): number {
  return simplicity.indexOf(strategy.kind) + (strategy.computing === null ? 0 : 0.5 + simplicity.length);
}

const times = (speedup: number): string => `${speedup < 10 ? speedup.toFixed(1) : Math.round(speedup)} times as fast`;

export function advise(rows: readonly Row[], worth: number): Pick<Comparison, "recommended" | "why" | "notes"> {
  const able = rows.filter(({ failed }) => failed === null);
  // Another interpreter is no way to write a program: it is recommended only where nothing else is compared.
  const onThisPython = able.filter(({ strategy }) => strategy.kind !== "free_threaded");
  const considered = onThisPython.length > 0 ? onThisPython : able;
  const notes = withoutGil(able, considered);
  if (considered.length === 0)
    return { recommended: null, why: "None of the strategies can carry out these jobs.", notes };
  const fastest = considered.reduce((best, row) => (row.seconds < best.seconds ? row : best));
  const [best] = considered
    .filter((row) => row.seconds <= ABOUT * fastest.seconds && row.speedup >= worth)
    .sort((a, b) => effort(a) - effort(b) || workers(a) - workers(b) || a.seconds - b.seconds);
  if (fastest.speedup < worth || best.strategy.kind === "sequential") return stay(rows, fastest, worth, notes);
  const why = [`it is ${times(best.speedup)} as one job after the other`];
  if (best !== fastest) why.push(`and ${fastest.name}, ${percentFaster(best, fastest)}, asks for more`);
  return { recommended: rows.indexOf(best), why: `${why.join(", ")}.`, notes };
}

function workers({ strategy }: Row): number {
  return (strategy.workers ?? 1) + (strategy.computing?.workers ?? 0);
}

/** One job after the other: nothing is so much faster that it is worth the trouble. */
function stay(
  rows: readonly Row[],
  fastest: Row,
  worth: number,
  notes: readonly string[],
): Pick<Comparison, "recommended" | "why" | "notes"> {
  const sequential = rows.findIndex(({ strategy }) => strategy.kind === "sequential");
  const why =
    fastest.speedup <= 1 || fastest.strategy.kind === "sequential"
      ? "nothing else is faster."
      : `${fastest.name} is the fastest, but only ${fastest.speedup.toFixed(2)} times as fast; ${worth} times would be worth it.`;
  return sequential < 0
    ? { recommended: null, why: `Stay with one job after the other: ${why}`, notes }
    : { recommended: sequential, why, notes };
}

function percentFaster(row: Row, fastest: Row): string {
  const less = Math.round(100 * (1 - fastest.seconds / row.seconds));
  return less === 0 ? "just as fast" : `${less} % faster`;
}

/** What a build of CPython without a GIL would change. */
function withoutGil(able: readonly Row[], considered: readonly Row[]): string[] {
  const best = Math.min(...considered.map(({ seconds }) => seconds));
  return able
    .filter((row) => row.strategy.kind === "free_threaded" && !considered.includes(row) && row.seconds * ABOUT < best)
    .map(
      (row) =>
        `${row.name} would be ${times(best / row.seconds)} as that, but needs a CPython without a GIL (3.13t or later).`,
    );
}
