/**
 * What units may still do before others move, given that some of them have to wait meanwhile:
 *
 *   a unit does not get past a gate that is closed in the state at hand, and that none of them can open.
 *
 * Whether they can is found by supposing that they cannot, and taking back what turns out to be wrong.
 */
import type { Gate } from "./attempts.js";
import { grown } from "./growing.js";
import type { ObservedFutures } from "./observed-futures.js";
import { PlaceSets } from "./place-sets.js";

export class GatedFutures {
  private readonly futures: ObservedFutures;
  private readonly sets: PlaceSets;
  /** By cell of a unit: what it may do, as the number of a set of places. */
  private readonly found: Int32Array;
  private vector: Int32Array = new Int32Array(0);
  /** How many states have been surveyed; by node, at which of them it was asked for its gate, and what that is. */
  private surveys = 0;
  private asked = new Int32Array(64);
  private readonly gates: (Gate | undefined)[] = [];
  /** How many walks there were; by node, which of them came there last. */
  private walks = 0;
  private walked = new Int32Array(64);
  /** Of the walk at hand: where it has still to go. */
  private readonly left: number[] = [];
  /** Closed gates that somebody may come to; those that may be opened. */
  private closed: Gate[] = [];
  private readonly opened = new Set<Gate>();

  constructor(futures: ObservedFutures, sets: PlaceSets, units: number) {
    this.futures = futures;
    this.sets = sets;
    this.found = new Int32Array(units);
  }

  /** The state that is asked about from now on. */
  survey(vector: Int32Array): void {
    this.vector = vector;
    this.surveys += 1;
  }

  /** Whether there is a closed gate that any of these units may come to, opened or not. `nodes`: where each is. */
  has(nodes: Int32Array, units: number): boolean {
    this.opened.clear();
    this.walkAll(nodes, units);
    return this.closed.length > 0;
  }

  /** By cell, for units that are bits of `movers`. Valid until it is asked again. */
  of(nodes: Int32Array, movers: number): Int32Array {
    this.opened.clear();
    do this.walkAll(nodes, movers);
    while (this.open(movers));
    return this.found;
  }

  private walkAll(nodes: Int32Array, movers: number): void {
    this.closed = [];
    for (let rest = movers; rest !== 0; rest &= rest - 1) {
      const unit = 31 - Math.clz32(rest & -rest);
      this.found[unit] = this.walk(nodes[unit]);
    }
  }

  private walk(from: number): number {
    const { futures, sets, left } = this;
    this.walked = grown(this.walked, futures.size);
    this.asked = grown(this.asked, futures.size);
    this.walks += 1;
    let places = PlaceSets.empty;
    this.come(from);
    for (let node = left.pop(); node !== undefined; node = left.pop()) {
      const gate = this.closedGate(node);
      places = sets.union(places, gate?.before ?? futures.attempted(node));
      if (gate !== undefined) this.closed.push(gate);
      else for (const each of futures.next(node)) this.come(each);
    }
    return places;
  }

  private come(node: number): void {
    if (this.walked[node] === this.walks) return;
    this.walked[node] = this.walks;
    this.left.push(node);
  }

  private closedGate(node: number): Gate | undefined {
    if (this.asked[node] !== this.surveys) {
      this.asked[node] = this.surveys;
      this.gates[node] = this.futures.gatesOf(node).find(({ glimpse }) => glimpse.isIn(this.vector));
    }
    const gate = this.gates[node];
    return gate === undefined || this.opened.has(gate) ? undefined : gate;
  }

  /** Whether some gate that was supposed to be closed may be opened. */
  private open(movers: number): boolean {
    const before = this.opened.size;
    for (const gate of this.closed) if (this.isMetBy(gate.looked, movers)) this.opened.add(gate);
    return this.opened.size > before;
  }

  private isMetBy(places: number, movers: number): boolean {
    for (let rest = movers; rest !== 0; rest &= rest - 1)
      if (this.sets.conflict(places, this.found[31 - Math.clz32(rest & -rest)])) return true;
    return false;
  }
}
