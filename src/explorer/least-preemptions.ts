/**
 * The least schedules by (preemptions, steps), exact: shortest paths (Dijkstra 1959) over nodes (state, last unit),
 * where an edge costs a preemption if it leaves a unit that could have gone on, and always a step.
 *
 *   0 preemptions   wave 0 → wave 1 → wave 2 → …      a wave: the nodes with that many preemptions and steps
 *                         ↘        ↘        ↘
 *   1 preemption           wave 1 → wave 2 → wave 3 → …
 *
 * Row after row, as in iterative context bounding (Musuvathi and Qadeer 2007). Two queues replace Dijkstra's heap: nodes
 * of the row, and nodes kept for the next row; both are found in the order of their steps.
 *
 * A node is named by the first edge that leads to its state by its unit; `edges` names the initial node.
 */
import type { StateGraph } from "./graph.js";

export interface LeastSchedule {
  readonly preemptions: number;
  readonly steps: number;
  /** Indices of edges, from the initial state; as many as steps. */
  readonly path: readonly number[];
}

/**
 * For each of `marks` that can be reached, a schedule with the fewest preemptions and, among those, the fewest steps:
 * to a state that has the mark (the initial one: no step), or through an edge that has it, which is then the last.
 * Taking edge e costs a preemption if another unit moved last and has an edge in the same state that is not
 * `voluntary`.
 *
 * Of schedules equally good the one found first is given: nodes are expanded by preemptions, then steps, then in the
 * order they were found in, the edges of a node in ascending order. On an incomplete graph it is the least of the
 * explored part. O(edges · units) time at worst, 17 bytes an edge.
 */
export function leastPreemptions(graph: StateGraph, marks: readonly number[]): ReadonlyMap<number, LeastSchedule> {
  const search = new LeastSearch(graph, marks);
  search.run();
  return search.found();
}

/** How many preemptions a path of edges from the initial state has. */
export function preemptionsOf(graph: StateGraph, path: readonly number[]): number {
  let [state, last, preemptions] = [0, -1, 0];
  for (const edge of path) {
    if (!(edge >= graph.first[state] && edge < graph.first[state + 1])) {
      throw new RangeError(`edge ${edge} does not leave state ${state}`);
    }
    const { unit } = graph.labels[graph.label[edge]];
    if (unit !== last && canGoOn(graph, state, last)) preemptions++;
    state = graph.target[edge];
    last = unit;
  }
  return preemptions;
}

/** Whether leaving the unit in the state is a preemption. */
function canGoOn({ first, label, labels }: StateGraph, state: number, unit: number): boolean {
  for (let edge = first[state]; edge < first[state + 1]; edge++) {
    const edgeLabel = labels[label[edge]];
    if (edgeLabel.unit === unit && !edgeLabel.voluntary) return true;
  }
  return false;
}

/** The best that is known for a mark: through `edge`, taken at `node`; edge -1 for the initial state. */
interface Reached {
  readonly preemptions: number;
  readonly steps: number;
  readonly edge: number;
  readonly node: number;
}

/** The status of a node: 0 while nothing is known, kept for the next row, its place final. */
const kept = 1;
const placed = 2;

class LeastSearch {
  private readonly graph: StateGraph;
  /** The initial node. */
  private readonly start: number;
  private readonly marks: readonly number[];
  /** By set of marks: those of it that are asked for. */
  private readonly asked: readonly (readonly number[])[];
  /** By label. */
  private readonly unitOf: Int32Array;
  /** By label: its unit, if leaving it is a preemption, else -1. */
  private readonly firmUnitOf: Int32Array;
  /** By edge: the node it leads to. */
  private readonly nodeOf: Int32Array;
  /** By node: the node before. */
  private readonly before: Int32Array;
  private readonly status: Uint8Array;
  /** Nodes in the order of their places, row after row. */
  private readonly order: Int32Array;
  private orderEnd = 0;
  /** Nodes that cost one preemption more than the row, by steps; from keptStart on they are to be placed. */
  private readonly keptNodes: Int32Array;
  private keptStart = 0;
  private keptEnd = 0;
  /** Cuts `keptNodes` into waves. From nextWave on they are to be placed. */
  private readonly keptWaves: { readonly steps: number; readonly end: number }[] = [];
  private nextWave = 0;
  /** By mark, for those reached. */
  private readonly best = new Map<number, Reached>();
  /** The marks that may still be bettered, and perhaps others before the last. */
  private readonly unsettled: number[];

  constructor(graph: StateGraph, marks: readonly number[]) {
    const { edges, labels } = graph;
    this.graph = graph;
    this.start = edges;
    this.marks = marks;
    this.unsettled = [...marks];
    const wanted = new Set(marks);
    this.asked = graph.markSets.map((set) => set.filter((mark) => wanted.has(mark)));
    this.unitOf = Int32Array.from(labels, (label) => label.unit);
    this.firmUnitOf = Int32Array.from(labels, (label) => (label.voluntary ? -1 : label.unit));
    this.nodeOf = new Int32Array(edges);
    this.before = new Int32Array(edges + 1);
    const nodes = this.nameNodes();
    this.status = new Uint8Array(edges + 1);
    this.order = new Int32Array(nodes);
    this.keptNodes = new Int32Array(nodes);
  }

  run(): void {
    this.reach(this.asked[this.graph.stateMark[0]], 0, 0, -1, this.start);
    this.keep(this.start);
    this.keptWaves.push({ steps: 0, end: this.keptEnd });
    for (let row = 0; this.nextWave < this.keptWaves.length && this.unsettled.length > 0; row++) this.expandRow(row);
  }

  found(): ReadonlyMap<number, LeastSchedule> {
    const schedules = new Map<number, LeastSchedule>();
    for (const mark of this.marks) {
      const reached = this.best.get(mark);
      if (reached === undefined) continue;
      const { preemptions, steps, edge, node } = reached;
      schedules.set(mark, { preemptions, steps, path: edge < 0 ? [] : [...this.pathTo(node), edge] });
    }
    return schedules;
  }

  /** Fills `nodeOf`; how many nodes there are. Until the search, `before` chains the nodes of each state. */
  private nameNodes(): number {
    const { target, edges, states } = this.graph;
    const newest = new Int32Array(states).fill(-1);
    let nodes = 1;
    for (let edge = 0; edge < edges; edge++) {
      let node = newest[target[edge]];
      while (node >= 0 && this.unitInto(node) !== this.unitInto(edge)) node = this.before[node];
      this.nodeOf[edge] = node < 0 ? edge : node;
      if (node >= 0) continue;
      this.before[edge] = newest[target[edge]];
      newest[target[edge]] = edge;
      nodes++;
    }
    return nodes;
  }

  private unitInto(edge: number): number {
    return this.unitOf[this.graph.label[edge]];
  }

  /** Expands the kept nodes, which have `row` preemptions, and all they lead to without a further one. */
  private expandRow(row: number): void {
    const rowWaves = this.keptWaves.length;
    let start = this.orderEnd;
    let steps = -1;
    while (this.unsettled.length > 0 && (start < this.orderEnd || this.nextWave < rowWaves)) {
      const end = this.orderEnd;
      if (start === end) steps = this.keptWaves[this.nextWave].steps - 1;
      this.placeKept(rowWaves, steps + 1);
      this.expandWave(start, end, row, steps);
      this.settle(row, steps + 1);
      start = end;
      steps++;
    }
  }

  /** Places the nodes kept for this row that have so many steps, unless they have a better place. */
  private placeKept(rowWaves: number, steps: number): void {
    if (this.nextWave === rowWaves || this.keptWaves[this.nextWave].steps !== steps) return;
    const { end } = this.keptWaves[this.nextWave++];
    for (; this.keptStart < end; this.keptStart++) {
      const node = this.keptNodes[this.keptStart];
      if (this.status[node] !== placed) this.place(node);
    }
  }

  private expandWave(start: number, end: number, row: number, steps: number): void {
    const keptBefore = this.keptEnd;
    for (let i = start; i < end; i++) this.expand(this.order[i], row, steps);
    if (this.keptEnd > keptBefore) this.keptWaves.push({ steps: steps + 1, end: this.keptEnd });
  }

  private expand(node: number, row: number, steps: number): void {
    const { first, label, edgeMark } = this.graph;
    const state = this.stateOf(node);
    const end = first[state + 1];
    const last = node === this.start ? -1 : this.unitInto(node);
    const held = last >= 0 && this.canGoOn(state, last);
    for (let edge = first[state]; edge < end; edge++) {
      const cost = held && this.unitOf[label[edge]] !== last ? 1 : 0;
      if (edgeMark[edge] !== 0) this.reach(this.asked[edgeMark[edge]], row + cost, steps + 1, edge, node);
      this.follow(edge, cost, node, row, steps);
    }
  }

  /** Finds a place for the node the edge leads to, if it had none as good. */
  private follow(edge: number, cost: number, from: number, row: number, steps: number): void {
    const node = this.nodeOf[edge];
    const status = this.status[node];
    if (status === placed || (cost === 1 && status === kept)) return;
    this.before[node] = from;
    if (cost === 1) this.keep(node);
    else this.place(node);
    const set = this.graph.stateMark[this.graph.target[edge]];
    if (set !== 0) this.reach(this.asked[set], row + cost, steps + 1, edge, from);
  }

  private keep(node: number): void {
    this.status[node] = kept;
    this.keptNodes[this.keptEnd++] = node;
  }

  private place(node: number): void {
    this.status[node] = placed;
    this.order[this.orderEnd++] = node;
  }

  private canGoOn(state: number, unit: number): boolean {
    const { first, label } = this.graph;
    for (let edge = first[state]; edge < first[state + 1]; edge++) {
      if (this.firmUnitOf[label[edge]] === unit) return true;
    }
    return false;
  }

  private stateOf(node: number): number {
    return node === this.start ? 0 : this.graph.target[node];
  }

  private reach(marks: readonly number[], preemptions: number, steps: number, edge: number, node: number): void {
    for (const mark of marks) {
      const best = this.best.get(mark);
      if (
        best === undefined ||
        preemptions < best.preemptions ||
        (preemptions === best.preemptions && steps < best.steps)
      ) {
        this.best.set(mark, { preemptions, steps, edge, node });
      }
    }
  }

  /** All that is found from now on has at least so many preemptions and, if no more, more than `steps` steps. */
  private settle(preemptions: number, steps: number): void {
    for (let mark = this.unsettled.at(-1); mark !== undefined; mark = this.unsettled.at(-1)) {
      const best = this.best.get(mark);
      if (best === undefined || best.preemptions > preemptions) return;
      if (best.preemptions === preemptions && best.steps > steps) return;
      this.unsettled.pop();
    }
  }

  /** The edges from the initial state to a placed node: of parallel ones by the same unit, the first. */
  private pathTo(node: number): number[] {
    const path: number[] = [];
    for (let at = node; at !== this.start; at = this.before[at]) path.push(this.edgeBetween(this.before[at], at));
    return path.reverse();
  }

  private edgeBetween(from: number, to: number): number {
    const { first } = this.graph;
    const state = this.stateOf(from);
    return first[state] + this.nodeOf.subarray(first[state], first[state + 1]).indexOf(to);
  }
}
