/**
 * What helps to understand a finding, read off the complete graph: from which step on its trouble is inevitable, the
 * nearest schedule that ends well, and how likely a run is to show it.
 */
import type { Program } from "../programs/program.js";
import { canEndWell, divert, stepsToNoReturn, well } from "./avoiding.js";
import type { Label, StateGraph } from "./graph.js";
import { leastPreemptions, stepsOf } from "./least-preemptions.js";
import type { LeastSchedule } from "./least-preemptions.js";
import type { Mark } from "./marks.js";
import { certain, oddsOf } from "./odds.js";
import type { Odds } from "./odds.js";

/** A schedule that ends well, and where it leaves the finding's: at `step`, which is counted from 1. */
export interface Detour {
  readonly labels: readonly Label[];
  readonly preemptions: number;
  readonly step: number;
}

export interface Insight {
  /** After so many steps every continuation shows trouble of the same kind. 0: every run does. */
  readonly noReturn: number | null;
  readonly detour: Detour | null;
  readonly odds: Odds | null;
}

export const noInsight: Insight = { noReturn: null, detour: null, odds: null };

/** Beyond so many transitions, over all findings, the rest goes without. */
const transitionsMax = 10_000_000;

export class Understanding {
  /** Some findings were passed over, since the graph is large. */
  tooLarge = false;
  private readonly graph: StateGraph;
  private readonly marks: readonly Mark[];
  /** Null: not counted. */
  private readonly total: bigint | null;
  private readonly isTrouble: (mark: Mark) => boolean;
  /** Without any trouble, once somebody has asked; null if the start shows some. */
  private calm: StateGraph | null = null;
  private transitions = 0;

  constructor(graph: StateGraph, marks: readonly Mark[], program: Program, total: bigint | null) {
    this.graph = graph;
    this.marks = marks;
    this.total = total;
    this.isTrouble = (mark) => isTrouble(program, mark);
  }

  /** Of a violation with this mark, and its least schedule. */
  of(mark: number, { path }: LeastSchedule): Insight {
    if (!this.graph.complete) return noInsight;
    this.transitions += this.graph.edges;
    if (this.transitions > transitionsMax) {
      this.tooLarge = true;
      return noInsight;
    }
    return { noReturn: this.noReturn(mark, path), detour: this.detour(path), odds: this.odds(mark) };
  }

  private noReturn(mark: number, path: readonly number[]): number | null {
    const kind = this.marks[mark];
    const diverted = divert(
      this.graph,
      this.where((each) => sameTrouble(kind, each)),
    );
    return diverted === null ? 0 : stepsToNoReturn(diverted, canEndWell(diverted), path);
  }

  /** Of the schedules that end well, one that shares the most steps with the path, then with the least preemptions. */
  private detour(path: readonly number[]): Detour | null {
    const calm = (this.calm ??= divert(this.graph, this.where(this.isTrouble)));
    if (calm === null) return null;
    const step = stepsToNoReturn(calm, canEndWell(calm), path);
    if (step === null || step === 0) return null;
    const least = leastPreemptions(calm, [well], path.slice(0, step - 1)).get(well);
    if (least === undefined) return null;
    return { labels: stepsOf(calm, least.path), preemptions: least.preemptions, step };
  }

  private odds(mark: number): Odds | null {
    if (this.total === null) return null;
    const diverted = divert(this.graph, new Set([mark]));
    return diverted === null ? certain : oddsOf(diverted, this.total);
  }

  private where(holds: (mark: Mark) => boolean): Set<number> {
    return new Set(this.marks.flatMap((mark, number) => (holds(mark) ? [number] : [])));
  }
}

/** It makes the verdict `violated`. */
function isTrouble({ properties, options }: Program, mark: Mark): boolean {
  switch (mark.kind) {
    case "outcome":
    case "condition":
      return false;
    case "property":
      return mark.raised !== null || properties[mark.index].kind !== "sometimes";
    case "noted":
      return mark.what !== "stale-copy";
    case "data-race":
      return options.races === "error";
    case "deadlock":
    case "failed":
    case "lost-update":
    case "notice":
    case "trap":
      return true;
  }
}

/** Not to get on any more is one trouble, whoever it befalls; otherwise it is what the mark says. */
function sameTrouble(a: Mark, b: Mark): boolean {
  if (a.kind === "deadlock" || a.kind === "trap") return b.kind === "deadlock" || b.kind === "trap";
  return a === b || (a.kind === "property" && b.kind === "property" && a.index === b.index);
}
