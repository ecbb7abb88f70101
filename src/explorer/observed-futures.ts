/**
 * What a unit may still do, as far as a search has seen: the union of what its attempts touch, here and wherever it has
 * been seen to get from here. It only grows.
 *
 *   node        a cell and the unit in it: where a unit is, and what it remembers
 *   a ─→ b      a step led from a to b: the unit's own, one that changed it, one that created it
 *   future(a)   attempts at a ∪ the futures of all b with a ─→ b
 */
import { grown } from "./growing.js";
import { PairTable } from "./pair-table.js";
import { PlaceSets } from "./place-sets.js";

export class ObservedFutures {
  /** Grows whenever something new has been seen. */
  version = 0;
  private readonly sets: PlaceSets;
  /** By cell, then by unit: node + 1. */
  private readonly nodes: Int32Array[] = [];
  /** By node. */
  private readonly futures: number[] = [];
  private readonly before: number[][] = [];
  /** What was attempted there last. */
  private readonly latest: number[] = [];
  private readonly edges = new PairTable();

  constructor(sets: PlaceSets) {
    this.sets = sets;
  }

  node(self: number, unit: number): number {
    let ofCell = this.nodes[self];
    if (ofCell === undefined || unit >= ofCell.length) ofCell = this.growCell(self, unit);
    if (ofCell[unit] === 0) {
      this.before.push([]);
      this.latest.push(PlaceSets.empty);
      ofCell[unit] = this.futures.push(PlaceSets.empty);
    }
    return ofCell[unit] - 1;
  }

  future(node: number): number {
    return this.futures[node];
  }

  /** The unit is seen to attempt something at the node. */
  addAttempt(node: number, places: number): void {
    if (this.latest[node] === places) return;
    this.latest[node] = places;
    this.spread(node, places);
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
