/** What a report says of drawn runs: how they were drawn, how much they covered, and what may be left. */
import { thousands } from "../programs/thousands.js";
import type { Exploration, Finding, Outcome, Sample } from "../explorer/exploration.js";
import type { Estimate } from "../explorer/knuth.js";
import { depthDefault } from "../scheduler/strategies/index.js";
import { chance, hang, pad, plural } from "./layout.js";
import { stroke } from "./paint.js";
import type { Paint } from "./paint.js";
import type { Cell, Column } from "./table.js";

const samplers: Readonly<Record<Sample["sampler"], string>> = {
  random: "random: each possible step with the same chance",
  urw: "urw: a uniform random walk, units by the steps they have left",
  pct: "pct: random priorities",
  pos: "pos: partial orders, random priorities for steps",
};

/** Below the verdict: what it rests on. */
export function drawnLines({ sample, verdict }: Exploration, width: number, paint: Paint): string[] {
  if (sample === undefined) return [];
  const { sampler, runs, seed, depth, contested } = sample;
  const seeds = runs === 1 ? `seed ${seed}` : `seeds ${seed} to ${seed + runs - 1}`;
  const measured =
    depth === null ? "" : ` that change at ${depth - 1} of ${plural(contested ?? 0, "step")} (depth ${depth})`;
  const drawn = `${plural(runs, "run")} drawn by ${samplers[sampler]}${measured}${runs === 0 ? "" : `; ${seeds}`}`;
  const nothing = `no violation in ${plural(runs, "run")}, which does not mean that there is none`;
  return [
    ...hang("  ", drawn, width).map(paint.dim),
    ...(verdict === "unknown" ? hang("  ", nothing, width).map((line) => stroke(paint, "yellow", line)) : []),
  ];
}

/** How often, in which run as it is shown, and that there may be less; null for what was not drawn. */
export function seenText({ seen, preemptions }: Finding, sample: Sample | undefined): string | null {
  if (seen === undefined || sample === undefined) return null;
  const depth = sample.depth === null || sample.depth === depthDefault ? "" : ` --depth ${sample.depth}`;
  const again = `--strategy ${sample.sampler} --seed ${seen.seed}${depth}`;
  const less = preemptions === 0 ? "a shorter one" : "one with fewer preemptions";
  return `in ${thousands(seen.runs)} of ${plural(sample.runs, "run")}; the least of them, run ${thousands(seen.run)} (${again}), is shown, but there may be ${less}`;
}

export const seenColumns: readonly Column[] = [
  { title: "runs", align: "right" },
  { title: "share", align: "right" },
  { title: "95 %", align: "right" },
];

/** How often, and between which shares it lies. */
export function seenCells({ seen }: Outcome): Cell[] {
  if (seen === undefined) return [];
  const [low, high] = seen.interval.map((share) => (share * 100).toFixed(1));
  return [{ text: thousands(seen.runs) }, { text: chance(seen.share) }, { text: `${low} to ${high}`, colour: "dim" }];
}

/** The section on what the runs covered. */
export function coverageSection({ sample, statistics }: Exploration, width: number, paint: Paint): string[] {
  if (sample === undefined || sample.runs === 0) return [];
  const { interleavings, traces, lines, lastTenth, chanceOfNew, statesEstimate } = sample;
  const last = `the last ${plural(lastTenth.runs, "run")}`;
  const facts: readonly (readonly [string, string])[] = [
    [
      "states",
      `${thousands(statistics.states)}, of at least about ${thousands(statesEstimate)} that such runs can meet`,
    ],
    [
      "interleavings",
      `${thousands(interleavings)}, ${thousands(traces)} really different, of ${estimated(sample.interleavingsEstimate)}`,
    ],
    ["lines", `${thousands(lines.reached)} of ${thousands(lines.all)}`],
    [
      "saturation",
      `${thousands(lastTenth.fresh)} of ${last} had a new state; one more: about ${chance(chanceOfNew ?? 0)}`,
    ],
  ];
  const label = Math.max(...facts.map(([name]) => name.length));
  return [paint.bold("coverage"), ...facts.flatMap(([name, text]) => hang(`  ${pad(name, label)}  `, text, width))];
}

/** What a search that was stopped has left. */
export function estimateText({ estimate, statistics: { states, reductions } }: Exploration): string[] {
  if (estimate === undefined) return [];
  const isKnown = reductions.length > 0 || estimate.states <= states;
  const least = isKnown ? "" : `at least about ${plural(estimate.states, "state")}, `;
  const ways = estimated(estimate.interleavings, " interleavings");
  return [`in all ${least}${ways} (estimated from ${plural(estimate.runs, "drawn run")})`];
}

function estimated(interleavings: Estimate | null, noun = ""): string {
  if (interleavings === null) return "an unknown number";
  const { value, error } = interleavings;
  // Walks that all say the same are right; of others a few stand for most, and those are seldom drawn.
  return error === 0 ? `about ${about(value)}${noun}` : `perhaps ${about(value)}${noun}, or more`;
}

const digitsMax = 9;

/** 1234 → "1,234", and 1234567890123n → "1.2 × 10^12" */
function about(value: bigint): string {
  const digits = String(value);
  if (digits.length <= digitsMax) return thousands(value);
  return `${digits[0]}.${digits[1]} × 10^${digits.length - 1}`;
}
