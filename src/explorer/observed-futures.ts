/**
 * What a unit may still do, as far as a search has seen: the union of what its attempts touch, here and wherever it has
 * been seen to get from here. It only grows.
 *
 *   node        a cell and the unit in it: where a unit is, and what it remembers
 *   a ─→ b      a step led from a to b: the unit's own, one that changed it, one that created it
 *   future(a)   attempts at a ∪ the futures of all b with a ─→ b
 *   gate of a   what there was when the unit had to wait at a
 */
import type { Gate } from "./attempts.js";
import { grown } from "./growing.js";
import { PairTable } from "./pair-table.js";
import { PlaceSets } from "./place-sets.js";

/** So many are kept of a node. */
const gatesMax = 32;

export class ObservedFutures {
  /** Grows whenever a future has. */
  version = 0;
  /** Grows whenever something new has been seen. */
  news = 0;
  private readonly sets: PlaceSets;
  /** By cell, then by unit: node + 1. */
  private readonly nodes: Int32Array[] = [];
  /** By node. */
  private readonly futures: number[] = [];
  private readonly before: number[][] = [];
  private readonly after: number[][] = [];
  /** What was attempted there, and last. */
  private readonly attempts: number[] = [];
  private readonly latest: number[] = [];
  private readonly gates: Gate[][] = [];
  private readonly edges = new PairTable();

  constructor(sets: PlaceSets) {
    this.sets = sets;
  }

  node(self: number, unit: number): number {
    let ofCell = this.nodes[self];
    if (ofCell === undefined || unit >= ofCell.length) ofCell = this.growCell(self, unit);
    if (ofCell[unit] === 0) {
      for (const lists of [this.before, this.after, this.gates]) lists.push([]);
      for (const sets of [this.attempts, this.latest]) sets.push(PlaceSets.empty);
      ofCell[unit] = this.futures.push(PlaceSets.empty);
    }
    return ofCell[unit] - 1;
  }

  future(node: number): number {
    return this.futures[node];
  }

  /** What is attempted at the node itself. */
  attempted(node: number): number {
    return this.attempts[node];
  }

  /** Where the unit has been seen to get from the node in one step. */
  next(node: number): readonly number[] {
    return this.after[node];
  }

  gatesOf(node: number): readonly Gate[] {
    return this.gates[node];
  }

  /** How many nodes there are. */
  get size(): number {
    return this.futures.length;
  }

  /** The unit is seen to attempt something at the node. */
  addAttempt(node: number, places: number): void {
    if (this.latest[node] === places) return;
    this.latest[node] = places;
    const all = this.sets.union(this.attempts[node], places);
    if (all === this.attempts[node]) return;
    this.attempts[node] = all;
    this.news += 1;
    this.spread(node, places);
  }

  /** The unit is seen to have to wait at the node. */
  addGate(node: number, gate: Gate): void {
    const gates = this.gates[node];
    if (gates.includes(gate)) return;
    if (gates.length === gatesMax) gates.shift();
    gates.push(gate);
  }

  private spread(node: number, places: number): void {
    const richer: number[] = [];
    this.grow(node, places, richer);
    for (let next = richer.pop(); next !== undefined; next = richer.pop())
      for (const each of this.before[next]) this.grow(each, this.futures[next], richer);
  }

  addEdge(from: number, to: number): void {
    if (from === to || this.edges.get(from, to) !== PairTable.missing) return;
    this.edges.set(from, to, 1);
    this.before[to].push(from);
    this.after[from].push(to);
    this.news += 1;
    this.spread(from, this.futures[to]);
  }

  private grow(node: number, places: number, richer: number[]): void {
    const future = this.sets.union(this.futures[node], places);
    if (future === this.futures[node]) return;
    this.futures[node] = future;
    this.version += 1;
    richer.push(node);
  }

  private growCell(self: number, unit: number): Int32Array {
    const cell = grown(this.nodes[self] ?? new Int32Array(64), unit + 1);
    for (let i = this.nodes.length; i <= self; i++) this.nodes[i] = new Int32Array(0);
    this.nodes[self] = cell;
    return cell;
  }
}
