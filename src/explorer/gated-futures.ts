/**
 * What units may still do before others move, given that some of them have to wait meanwhile:
 *
 *   a unit does not get past a gate that is closed in the state at hand, and that none of them can open.
 *
 * Whether they can is found by supposing that they cannot, and taking back what turns out to be wrong.
 */
import type { Gate } from "./attempts.js";
import { lowest } from "./bits.js";
import { grown } from "./growing.js";
import type { ObservedFutures } from "./observed-futures.js";
import { PlaceSets } from "./place-sets.js";

export class GatedFutures {
  private readonly futures: ObservedFutures;
  private readonly sets: PlaceSets;
  /** By cell of a unit, as the number of a set of places: what it may do; what it may do at least, whoever does not move. */
  private readonly found: Int32Array;
  private readonly least: Int32Array;
  private vector: Int32Array = new Int32Array(0);
  /** How many states have been surveyed; by node, at which of them it was asked for its gate, and what that is. */
  private surveys = 0;
  private asked = new Int32Array(64);
  private readonly gates: (Gate | undefined)[] = [];
  /** How many walks there were; by node, which of them came there last. */
  private walks = 0;
  private walked = new Int32Array(64);
  /** Where the walk at hand comes to. */
  private readonly reached: number[] = [];
  /** Closed gates that somebody may come to; those that may be opened; those that may, whoever does not move. */
  private readonly closed: Gate[] = [];
  private opened: Gate[] = [];
  private openedAnyway: Gate[] = [];

  constructor(futures: ObservedFutures, sets: PlaceSets, units: number) {
    this.futures = futures;
    this.sets = sets;
    this.found = new Int32Array(units);
    this.least = new Int32Array(units);
  }

  /** The state that is asked about from now on. */
  survey(vector: Int32Array): void {
    this.vector = vector;
    this.surveys += 1;
    this.openedAnyway = [];
  }

  /**
   * By cell, what units may do at least before one of them moves, whichever it is: a gate is opened that two can open. To be
   * asked first. `nodes`: where each unit is. Null: none comes to a gate that stays closed. Valid until it is asked again.
   */
  atLeast(nodes: Int32Array, units: number): Int32Array | null {
    this.opened = [];
    do this.walkAll(nodes, units, this.least);
    while (this.open(units, this.least, 2));
    this.openedAnyway = this.opened;
    return this.closed.length === 0 ? null : this.least;
  }

  /** By cell, for units that are bits of `movers`, which are all but one. Valid until it is asked again. */
  of(nodes: Int32Array, movers: number): Int32Array {
    this.opened = [...this.openedAnyway];
    do this.walkAll(nodes, movers, this.found);
    while (this.open(movers, this.found, 1));
    return this.found;
  }

  private walkAll(nodes: Int32Array, movers: number, into: Int32Array): void {
    this.walked = grown(this.walked, this.futures.size);
    this.asked = grown(this.asked, this.futures.size);
    this.closed.length = 0;
    for (let rest = movers; rest !== 0; rest &= rest - 1) {
      const unit = lowest(rest);
      into[unit] = this.walk(nodes[unit]);
    }
  }

  private walk(from: number): number {
    const { futures, sets, reached, closed } = this;
    const before = closed.length;
    this.walks += 1;
    reached.length = 0;
    this.come(from);
    for (let i = 0; i < reached.length; i++) {
      const gate = this.closedGate(reached[i]);
      if (gate !== undefined) closed.push(gate);
      else for (const each of futures.next(reached[i])) this.come(each);
    }
    if (closed.length === before) return futures.future(from);
    let places = PlaceSets.empty;
    for (const node of reached) places = sets.union(places, this.closedGate(node)?.before ?? futures.attempted(node));
    return places;
  }

  private come(node: number): void {
    if (this.walked[node] === this.walks) return;
    this.walked[node] = this.walks;
    this.reached.push(node);
  }

  private closedGate(node: number): Gate | undefined {
    if (this.asked[node] !== this.surveys) {
      this.asked[node] = this.surveys;
      this.gates[node] = this.futures.gatesOf(node).find(({ glimpse }) => glimpse.isIn(this.vector));
    }
    const gate = this.gates[node];
    return gate === undefined || this.opened.includes(gate) ? undefined : gate;
  }

  /** Whether some gate that was supposed to be closed may be opened by so many. */
  private open(movers: number, futures: Int32Array, most: number): boolean {
    const before = this.opened.length;
    for (const gate of this.closed)
      if (!this.opened.includes(gate) && this.isMetBy(gate.looked, movers, futures, most)) this.opened.push(gate);
    return this.opened.length > before;
  }

  private isMetBy(places: number, movers: number, futures: Int32Array, most: number): boolean {
    let met = 0;
    for (let rest = movers; rest !== 0 && met < most; rest &= rest - 1)
      if (this.sets.conflict(places, futures[lowest(rest)])) met += 1;
    return met === most;
  }
}
