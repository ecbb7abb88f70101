/**
 * How few preemptions it takes to see each trace: the interleavings of a trace differ in how often they switch, and a
 * scheduler that may preempt k times (Musuvathi and Qadeer 2007) shows those traces of which some interleaving has no
 * more than k.
 *
 * Traces are walked through one by one, by sleep sets (see traces); then the least of a trace is a shortest path over how
 * far each unit has got in it and who moved last, where a preemption costs 1.
 */
import { isCyclic } from "./counting.js";
import type { StateGraph } from "./graph.js";
import { asleepAfter, fitsBits, Independence } from "./independence.js";
import type { Steps, Swaps } from "./independence.js";

export interface TraceBound {
  /** The state in which the trace ends. */
  readonly end: number;
  /** The fewest preemptions of its interleavings. */
  readonly preemptions: number;
}

/** One for each trace; null if the graph has none or too many: if it takes more than `maxEffort` steps to find out. */
export function traceBounds(graph: StateGraph, steps: Steps, maxEffort: number): TraceBound[] | null {
  if (!graph.complete || graph.edges > maxEffort || !fitsBits(graph) || isCyclic(graph)) return null;
  try {
    return [...new Walk(graph, steps, maxEffort).traces()];
  } catch (error) {
    if (error instanceof TooMuch) return null;
    throw error;
  }
}

class TooMuch extends Error {}

/** A step of a trace, as it was walked. */
interface Event {
  readonly edge: number;
  /** By unit: how many of its steps must come before. */
  readonly after: readonly number[];
}

class Walk {
  private readonly graph: StateGraph;
  private readonly independence: Independence;
  private readonly swaps = new Map<number, Swaps>();
  private readonly maxEffort: number;
  private effort = 0;
  private readonly steps: Steps;
  /** Of the path: its edges, and their footprints. */
  private readonly edges: number[] = [];
  private readonly footprints: number[] = [];

  constructor(graph: StateGraph, steps: Steps, maxEffort: number) {
    this.graph = graph;
    this.steps = steps;
    this.independence = new Independence(graph, steps);
    this.maxEffort = maxEffort;
  }

  /** From the state on, with those asleep in it. */
  *traces(state = 0, sleepers = 0): Generator<TraceBound> {
    const { first, target } = this.graph;
    const edges = first[state + 1] - first[state];
    if (edges === 0) yield { end: state, preemptions: this.least() };
    for (let i = 0; i < edges; i++) {
      if ((sleepers & (1 << i)) !== 0) continue;
      this.work();
      const edge = first[state] + i;
      this.edges.push(edge);
      this.footprints.push(this.steps.footprints(state)[i]);
      yield* this.traces(target[edge], asleepAfter(sleepers | ((1 << i) - 1), this.swapsOf(state, i)));
      this.edges.pop();
      this.footprints.pop();
    }
  }

  private work(): void {
    this.effort += 1;
    if (this.effort > this.maxEffort) throw new TooMuch();
  }

  private swapsOf(state: number, i: number): Swaps {
    const edge = this.graph.first[state] + i;
    let swaps = this.swaps.get(edge);
    if (swaps === undefined) {
      swaps = this.independence.of(state, i, (1 << (this.graph.first[state + 1] - this.graph.first[state])) - 1);
      this.swaps.set(edge, swaps);
    }
    return swaps;
  }

  /** The fewest preemptions of the interleavings of the trace that the path is one of. */
  private least(): number {
    const steps = this.stepsByUnit();
    const seen = new Set<string>();
    let row: Node[] = [{ state: 0, done: steps.map(() => 0), last: -1 }];
    for (let preemptions = 0; ; preemptions++) {
      const next: Node[] = [];
      for (let node = row.pop(); node !== undefined; node = row.pop()) {
        const key = `${node.done.join(" ")} ${node.last}`;
        if (seen.has(key)) continue;
        seen.add(key);
        this.work();
        if (node.done.every((count, unit) => count === steps[unit].length)) return preemptions;
        this.expand(node, steps, row, next);
      }
      row = next;
    }
  }

  /** Puts the nodes behind the node into the row, or into the next row if a preemption leads there. */
  private expand({ state, done, last }: Node, steps: readonly (readonly Event[])[], row: Node[], next: Node[]): void {
    const held = last >= 0 && this.canGoOn(state, last);
    for (const [unit, events] of steps.entries()) {
      const event = events[done[unit]];
      if (event === undefined || event.after.some((count, other) => done[other] < count)) continue;
      const edge = this.independence.follow(state, event.edge);
      if (edge < 0) continue;
      const there = done.map((count, other) => (other === unit ? count + 1 : count));
      (held && unit !== last ? next : row).push({ state: this.graph.target[edge], done: there, last: unit });
    }
  }

  private canGoOn(state: number, unit: number): boolean {
    const { first, label, labels } = this.graph;
    for (let edge = first[state]; edge < first[state + 1]; edge++) {
      const each = labels[label[edge]];
      if (each.unit === unit && !each.voluntary) return true;
    }
    return false;
  }

  private stepsByUnit(): Event[][] {
    const { units, label, labels } = this.graph;
    const steps: Event[][] = Array.from({ length: units }, () => []);
    this.edges.forEach((edge, at) => {
      const { unit } = labels[label[edge]];
      const after = new Array<number>(units).fill(0);
      const done = new Array<number>(units).fill(0);
      for (let i = 0; i < at; i++) {
        const other = labels[label[this.edges[i]]].unit;
        done[other] += 1;
        if (this.steps.conflict(this.footprints[i], this.footprints[at])) after[other] = done[other];
      }
      steps[unit].push({ edge, after });
    });
    return steps;
  }
}

/** How far each unit has got, the state this leads to, and who moved last. */
interface Node {
  readonly state: number;
  readonly done: readonly number[];
  readonly last: number;
}
