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
import { Identities } from "./identities.js";
import { fitsBits, Independence } from "./independence.js";
import type { RunSteps } from "./independence.js";
import type { Kernel } from "./kernel.js";
import { canGoOn } from "./least-preemptions.js";

export interface TraceBound {
  /** The state in which the trace ends. */
  readonly end: number;
  /** The fewest preemptions of its interleavings. */
  readonly preemptions: number;
}

/** One for each trace; null if there are none, if it takes more than `maxEffort` steps to find out, or if it is unclear. */
export function traceBounds(
  graph: StateGraph,
  steps: RunSteps,
  maxEffort: number,
  kernel?: Kernel,
): TraceBound[] | null {
  if (!graph.complete || graph.edges > maxEffort || !fitsBits(graph) || isCyclic(graph)) return null;
  try {
    return [...new Walk(graph, steps, maxEffort, kernel).traces()];
  } catch (error) {
    if (error instanceof Unclear) return null;
    throw error;
  }
}

/** Old id → new; null: no object got another. */
type Names = ReadonlyMap<number, number> | null;

class Unclear extends Error {}

/** A step of a trace, as it was walked. */
interface Event {
  readonly edge: number;
  /** By unit: how many of its steps must come before. */
  readonly after: readonly number[];
}

class Walk {
  private readonly graph: StateGraph;
  private readonly independence: Independence;
  /** By edge. */
  private readonly footprints = new Map<number, number>();
  private readonly names = new Map<number, Names>();
  private readonly maxEffort: number;
  private effort = 0;
  private readonly steps: RunSteps;
  /** Of the path: its edges, and from which state each leaves. */
  private readonly edges: number[] = [];
  private readonly states: number[] = [];

  constructor(graph: StateGraph, steps: RunSteps, maxEffort: number, kernel?: Kernel) {
    this.graph = graph;
    this.steps = steps;
    this.independence = new Independence(graph, steps, kernel);
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
      this.states.push(state);
      yield* this.traces(target[edge], this.independence.asleepAfter(state, edge, sleepers | ((1 << i) - 1)));
      this.edges.pop();
      this.states.pop();
    }
  }

  private work(): void {
    this.effort += 1;
    if (this.effort > this.maxEffort) throw new Unclear();
  }

  /** The fewest preemptions of the interleavings of the trace that the path is one of. */
  private least(): number {
    const steps = this.stepsByUnit();
    const keyOf = numberingOf(steps);
    const seen = new Set<number | string>();
    const stateAt = new Map<number | string, number>();
    let row: Node[] = [{ state: 0, done: steps.map(() => 0), last: -1 }];
    for (let preemptions = 0; row.length > 0; preemptions++) {
      const next: Node[] = [];
      for (let node = row.pop(); node !== undefined; node = row.pop()) {
        const done = keyOf(node.done, 0);
        const known = stateAt.get(done) ?? node.state;
        // Some order matters though no place says so (who made which object first, say): the trace has fewer interleavings.
        if (known !== node.state) throw new Unclear();
        stateAt.set(done, known);
        const key = keyOf(node.done, node.last + 1);
        if (seen.has(key)) continue;
        seen.add(key);
        this.work();
        if (node.done.every((count, unit) => count === steps[unit].length)) return preemptions;
        this.expand(node, steps, row, next);
      }
      row = next;
    }
    throw new Unclear();
  }

  /** Puts the nodes behind the node into the row, or into the next row if a preemption leads there. */
  private expand({ state, done, last }: Node, steps: readonly (readonly Event[])[], row: Node[], next: Node[]): void {
    const held = last >= 0 && canGoOn(this.graph, state, last);
    for (const [unit, events] of steps.entries()) {
      const event = events[done[unit]];
      if (event === undefined || event.after.some((count, other) => done[other] < count)) continue;
      const edge = this.independence.follow(state, event.edge);
      if (edge < 0) continue;
      const there = done.map((count, other) => (other === unit ? count + 1 : count));
      (held && unit !== last ? next : row).push({ state: this.graph.target[edge], done: there, last: unit });
    }
  }

  private stepsByUnit(): Event[][] {
    const { units, label, labels } = this.graph;
    const footprints = this.footprintsOnPath();
    const steps: Event[][] = Array.from({ length: units }, () => []);
    this.edges.forEach((edge, at) => {
      const { unit } = labels[label[edge]];
      const after = new Array<number>(units).fill(0);
      const done = new Array<number>(units).fill(0);
      for (let i = 0; i < at; i++) {
        const other = labels[label[this.edges[i]]].unit;
        done[other] += 1;
        if (this.steps.conflict(footprints[i], footprints[at])) after[other] = done[other];
      }
      steps[unit].push({ edge, after });
    });
    return steps;
  }

  /** Of the path's edges, to be compared with each other: an object has one id all along. */
  private footprintsOnPath(): number[] {
    const { steps, states } = this;
    const identities = new Identities(steps.fixed);
    return this.edges.map((edge, at) => {
      const found = steps.withIds(this.footprint(states[at], edge), (id) => identities.of(id));
      identities.rename(this.renamed(states[at], edge));
      return found;
    });
  }

  private footprint(state: number, edge: number): number {
    let footprint = this.footprints.get(edge);
    if (footprint === undefined) {
      footprint = this.steps.footprint(state, edge);
      this.footprints.set(edge, footprint);
    }
    return footprint;
  }

  private renamed(state: number, edge: number): Names {
    let names = this.names.get(edge);
    if (names === undefined) {
      names = this.steps.renamed(state, edge);
      this.names.set(edge, names);
    }
    return names;
  }
}

/** How far each unit has got, the state this leads to, and who moved last. */
interface Node {
  readonly state: number;
  readonly done: readonly number[];
  readonly last: number;
}

/** Different for different steps done and `more`, which is at most the number of units: a number as long as it is exact. */
function numberingOf(steps: readonly (readonly Event[])[]): (done: readonly number[], more: number) => number | string {
  const most = steps.reduce((product, { length }) => product * (length + 1), steps.length + 1);
  if (!Number.isSafeInteger(most)) return (done, more) => `${done.join(" ")} ${more}`;
  return (done, more) => done.reduce((number, count, unit) => number * (steps[unit].length + 1) + count, more);
}
