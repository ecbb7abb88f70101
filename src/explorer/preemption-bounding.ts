/**
 * Iterative preemption bounding (Musuvathi and Qadeer 2007), exact: shortest paths by (preemptions, steps) over nodes
 * (state, last unit), where an edge costs a preemption if it leaves a unit that could have gone on, and always a step.
 *
 *   0 preemptions   wave 0 → wave 1 → wave 2 → …      a wave: the nodes with that many preemptions and steps
 *                         ↘        ↘        ↘
 *   1 preemption           wave 1 → wave 2 → wave 3 → …
 *
 * Row after row. What costs a preemption is kept for the next row, so a search that is stopped has seen all there is
 * with fewer preemptions than its row. The edges may come from a finished graph, or be found on the way.
 *
 * Of paths equally good the one found first is kept: nodes are visited by preemptions, then steps, then in the order they
 * were found in, the edges of a node by unit. In a graph whose states stand for all that they are when interchangeable
 * units change places, "by unit" means by the units that the path leads there, so that the path found first is the
 * one that would have been found in the full graph: a beginning of a first path is a first path itself.
 */
import type { Label } from "./graph.js";
import { grown } from "./growing.js";
import type { Permutations } from "./permutations.js";

/** Where edges come from. */
export interface Edges {
  readonly target: Int32Array;
  readonly label: ArrayLike<number>;
  readonly edgeMark: ArrayLike<number>;
  readonly stateMark: ArrayLike<number>;
  readonly labels: readonly Label[];
  readonly markSets: readonly (readonly number[])[];
  readonly shifts: Permutations;
  begin(state: number): number;
  end(state: number): number;
}

/** The best that is known for a mark: through `edge`, taken at `node`; edge -1: the node itself. */
interface Reached {
  readonly preemptions: number;
  readonly steps: number;
  readonly node: number;
  readonly edge: number;
}

/** Numbers, as many as come. */
class Numbers {
  items = new Int32Array(64);
  length = 0;

  push(number: number): void {
    if (this.length === this.items.length) this.items = grown(this.items, this.length + 1);
    this.items[this.length++] = number;
  }
}

const start = 0;
const free = 2;

export class PreemptionBounding {
  /** The preemptions and steps of the wave that is visited. */
  row = 0;
  steps = 0;
  private readonly edges: Edges;
  private readonly expand: (state: number) => void;
  /** By node: the edge that led to it, and the node where it was taken. */
  private readonly edgeInto = new Numbers();
  private readonly before = new Numbers();
  /** By node: the cell in which each unit of the path stands there; empty while none has changed places. */
  private readonly seats = new Numbers();
  /** The nodes of the wave, and of the next. */
  private wave = new Numbers();
  private next = new Numbers();
  private at = 0;
  /** Nodes that cost one preemption more than the row, by steps; from keptStart on they are to be placed. */
  private readonly kept = new Numbers();
  private keptStart = 0;
  /** Cuts `kept` into waves. From nextKept on they are to be placed; those before rowEnd belong to the row. */
  private readonly keptWaves: { readonly steps: number; readonly end: number }[] = [];
  private nextKept = 0;
  private rowEnd = 0;
  private keptAtWave = 0;
  /** By state: 0 not yet visited, 1 visited, free: visited at no price whoever goes on, so that nothing is left to do. */
  private visits = new Uint8Array(64);
  /** Bit sets over (state, last unit): has a place, or needs none since the state is free; is kept. */
  private readonly words: number;
  private placed = new Int32Array(64);
  private keptBits = new Int32Array(64);
  /** By label. */
  private readonly unitOf: number[] = [];
  private readonly landingOf: number[] = [];
  /** By label: its unit, if leaving it is a preemption, else -1. */
  private readonly firmUnitOf: number[] = [];
  /** By mark, for those reached. */
  private readonly best = new Map<number, Reached>();
  /** By set of marks: 1 if no edge can be better for any of them than what is known, 2 if nothing can. */
  private readonly done: (1 | 2 | undefined)[] = [];
  private readonly wanted: ReadonlySet<number> | null;

  /**
   * `units`: how many there can be. `expand` makes sure that the edges of a state are known; arrays may be replaced by
   * it. `wanted`: the marks that are looked for; null: all.
   */
  constructor(edges: Edges, units: number, expand: (state: number) => void, wanted: ReadonlySet<number> | null) {
    this.edges = edges;
    this.expand = expand;
    this.wanted = wanted;
    this.words = (units + 31) >>> 5;
    this.edgeInto.push(-1);
    this.before.push(-1);
    this.wave.push(start);
  }

  /** Visits the next node; false if there is none. */
  advance(): boolean {
    while (this.at === this.wave.length) if (!this.nextWave()) return false;
    this.visit(this.wave.items[this.at++]);
    return true;
  }

  /** The state of the node that is visited after so many others; -1 if the wave ends before. */
  coming(after: number): number {
    const at = this.at + after;
    return at < this.wave.length ? this.stateOf(this.wave.items[at]) : -1;
  }

  /** Whether nothing better can come for any of these marks. */
  hasSettled(marks: Iterable<number>): boolean {
    for (const mark of marks) {
      const best = this.best.get(mark);
      if (best === undefined || best.preemptions > this.row) return false;
      if (best.preemptions === this.row && best.steps > this.steps) return false;
    }
    return true;
  }

  /** The best that was found for a mark: its price, and the edges of the path. */
  found(mark: number): { preemptions: number; steps: number; path: number[] } | undefined {
    const best = this.best.get(mark);
    if (best === undefined) return undefined;
    const { preemptions, steps, node, edge } = best;
    const path = edge < 0 ? [] : [edge];
    for (let at = node; at !== start; at = this.before.items[at]) path.push(this.edgeInto.items[at]);
    return { preemptions, steps, path: path.reverse() };
  }

  get marks(): Iterable<number> {
    return this.best.keys();
  }

  get bytes(): number {
    const lists = [this.edgeInto, this.before, this.seats, this.wave, this.next, this.kept];
    return lists.reduce(
      (sum, { items }) => sum + items.byteLength,
      2 * this.placed.byteLength + this.visits.byteLength,
    );
  }

  // --- waves ----------------------------------------------------------------------------------------------------

  private nextWave(): boolean {
    this.cutKept();
    if (this.next.length === 0 && !this.skipToKept()) return false;
    [this.wave, this.next] = [this.next, this.wave];
    this.next.length = 0;
    this.at = 0;
    this.steps += 1;
    this.placeKept(this.steps + 1);
    return true;
  }

  /** What was kept during the wave is a wave of the next row. */
  private cutKept(): void {
    if (this.kept.length > this.keptAtWave) this.keptWaves.push({ steps: this.steps + 1, end: this.kept.length });
    this.keptAtWave = this.kept.length;
  }

  /** Goes to the next wave that has nodes: of this row, or of the next. */
  private skipToKept(): boolean {
    while (this.next.length === 0) {
      if (this.nextKept === this.rowEnd) {
        if (this.rowEnd === this.keptWaves.length) return false;
        this.rowEnd = this.keptWaves.length;
        this.row += 1;
      }
      this.steps = this.keptWaves[this.nextKept].steps - 1;
      this.placeKept(this.steps + 1);
    }
    return true;
  }

  /** Places the nodes kept for this row that have so many steps, unless they have a better place. */
  private placeKept(steps: number): void {
    if (this.nextKept === this.rowEnd || this.keptWaves[this.nextKept].steps !== steps) return;
    const { end } = this.keptWaves[this.nextKept++];
    for (; this.keptStart < end; this.keptStart++) {
      const node = this.kept.items[this.keptStart];
      const bit = this.landing(node);
      const word = this.stateOf(node) * this.words + (bit >>> 5);
      if ((this.placed[word] & (1 << bit)) !== 0) continue;
      this.placed[word] |= 1 << bit;
      this.next.push(node);
    }
  }

  // --- nodes ----------------------------------------------------------------------------------------------------

  private stateOf(node: number): number {
    return node === start ? 0 : this.edges.target[this.edgeInto.items[node]];
  }

  /** The cell of the unit that moved last; -1 at the start. */
  private landing(node: number): number {
    return node === start ? -1 : this.landingOf[this.edges.label[this.edgeInto.items[node]]];
  }

  private visit(node: number): void {
    const { edges } = this;
    const state = this.stateOf(node);
    if (state >= this.visits.length) this.visits = grown(this.visits, state + 1);
    const before = this.visits[state];
    if (before === free) return;
    if (before === 0) this.arrive(node, state);
    const begin = edges.begin(state);
    const end = edges.end(state);
    const last = this.landing(node);
    const held = last >= 0 && this.canGoOn(begin, end, last) ? last : -1;
    this.visits[state] = held < 0 ? free : 1;
    if (held < 0) this.placed.fill(-1, state * this.words, (state + 1) * this.words);
    const seats = this.seatsAt(node);
    // What costs a preemption was followed on the first visit, and not dearer.
    if (before !== 0 && held >= 0) this.followUnit(held, node, begin, end, held, seats);
    else if (seats === 0) this.follow(node, begin, end, held, seats);
    else for (const cell of edges.shifts.of(seats)) this.followUnit(cell, node, begin, end, held, seats);
  }

  /** The first visit of the state. */
  private arrive(node: number, state: number): void {
    this.expand(state);
    this.learnLabels();
    const set = this.edges.stateMark[state];
    if (set !== 0 && this.done[set] !== 2) this.reachState(set, node);
  }

  private learnLabels(): void {
    const { labels } = this.edges;
    for (let i = this.unitOf.length; i < labels.length; i++) {
      const { unit, voluntary, shift } = labels[i];
      this.unitOf.push(unit);
      this.landingOf.push(this.edges.shifts.image(shift, unit));
      this.firmUnitOf.push(voluntary ? -1 : unit);
    }
  }

  private canGoOn(begin: number, end: number, unit: number): boolean {
    const { label } = this.edges;
    for (let edge = begin; edge < end; edge++) if (this.firmUnitOf[label[edge]] === unit) return true;
    return false;
  }

  private followUnit(unit: number, node: number, begin: number, end: number, held: number, seats: number): void {
    const { label } = this.edges;
    for (let edge = begin; edge < end; edge++)
      if (this.unitOf[label[edge]] === unit) this.follow(node, edge, edge + 1, held, seats);
  }

  private follow(node: number, begin: number, end: number, held: number, seats: number): void {
    const { target, label, edgeMark } = this.edges;
    const { unitOf, landingOf, words } = this;
    for (let edge = begin; edge < end; edge++) {
      const number = label[edge];
      const cost = held >= 0 && unitOf[number] !== held ? 1 : 0;
      if (edgeMark[edge] !== 0 && this.done[edgeMark[edge]] === undefined)
        this.reachEdge(edgeMark[edge], cost, node, edge);
      const bit = landingOf[number];
      const word = target[edge] * words + (bit >>> 5);
      if (word >= this.placed.length) this.growBits(word);
      const mask = 1 << bit;
      if ((this.placed[word] & mask) !== 0) continue;
      if (cost === 0) {
        this.placed[word] |= mask;
        this.next.push(this.newNode(node, edge, seats));
      } else if ((this.keptBits[word] & mask) === 0) {
        this.keptBits[word] |= mask;
        this.kept.push(this.newNode(node, edge, seats));
      }
    }
  }

  private newNode(before: number, edge: number, seats: number): number {
    const node = this.edgeInto.length;
    this.edgeInto.push(edge);
    this.before.push(before);
    const { shifts, labels, label } = this.edges;
    if (shifts.size > 1) {
      while (this.seats.length < node) this.seats.push(0);
      this.seats.push(shifts.then(seats, labels[label[edge]].shift));
    }
    return node;
  }

  private seatsAt(node: number): number {
    return node < this.seats.length ? this.seats.items[node] : 0;
  }

  private growBits(word: number): void {
    this.placed = grown(this.placed, word + 1);
    this.keptBits = grown(this.keptBits, word + 1);
  }

  // --- marks ----------------------------------------------------------------------------------------------------

  private reachState(set: number, node: number): void {
    this.reach(set, this.row, this.steps, node, -1);
    this.done[set] = 2;
  }

  private reachEdge(set: number, cost: number, node: number, edge: number): void {
    this.reach(set, this.row + cost, this.steps + 1, node, edge);
    if (cost === 0) this.done[set] = 1;
  }

  private reach(set: number, preemptions: number, steps: number, node: number, edge: number): void {
    for (const mark of this.edges.markSets[set]) {
      if (this.wanted !== null && !this.wanted.has(mark)) continue;
      const best = this.best.get(mark);
      if (
        best === undefined ||
        preemptions < best.preemptions ||
        (preemptions === best.preemptions && steps < best.steps)
      )
        this.best.set(mark, { preemptions, steps, node, edge });
    }
  }
}
