/**
 * Grows the arrays of a `StateGraph` while a search expands states in the order of their numbers:
 *
 *   beginState() edge(…) edge(…)   beginState()   beginState() edge(…)   …   finish(…)
 *      state 0                      state 1, no edge   state 2
 *
 * Labels and sets of marks are interned: the arrays hold their numbers, in bytes for as long as they fit.
 */
import type { Label, StateGraph } from "./graph.js";

/** Numbers of labels and of sets of marks are below it. */
const idsMax = 65_536;
const lengthMin = 64;

type Ids = Uint8Array | Uint16Array;

export class GraphBuilder {
  private expanded = 0;
  private edges = 0;
  private targetMax = 0;
  private first = new Int32Array(lengthMin);
  private target = new Int32Array(lengthMin);
  private labelOf: Ids = new Uint8Array(lengthMin);
  private edgeMark: Ids = new Uint8Array(lengthMin);
  private stateMark: Ids = new Uint8Array(lengthMin);
  private readonly labels: Label[] = [];
  /** labelIds[unit].get(choice * 2 + voluntary) */
  private readonly labelIds: Map<number, number>[] = [];
  private readonly markSets: (readonly number[])[] = [[]];
  /** The marks in order, joined by spaces → number. */
  private readonly markSetIds = new Map<string, number>([["", 0]]);
  /** unions[set].get(mark): the set with that mark. */
  private readonly unions: Map<number, number>[] = [new Map<number, number>()];

  /** Memory of the arrays: the same after the same calls. */
  get bytes(): number {
    const { first, target, labelOf, edgeMark, stateMark } = this;
    return first.byteLength + target.byteLength + labelOf.byteLength + edgeMark.byteLength + stateMark.byteLength;
  }

  get edgeCount(): number {
    return this.edges;
  }

  /** How many different sets of marks there are, the empty one included. More than 65,536 throw a RangeError. */
  get markSetCount(): number {
    return this.markSets.length;
  }

  /** The edges that follow leave the next state: 0, then 1, 2, … */
  beginState(): void {
    if (this.expanded === this.first.length) this.first = grown(this.first, this.expanded + 1);
    this.first[this.expanded++] = this.edges;
  }

  /** An edge of the state begun last. Amortised O(1), as everything here. */
  edge(target: number, labelId: number, edgeMarkSet: number): void {
    const edge = this.edges;
    if (this.expanded === 0) throw new RangeError("an edge before the first state");
    if (edge === this.target.length) this.growEdges();
    this.target[edge] = target;
    if (target > this.targetMax) this.targetMax = target;
    this.labelOf[edge] = labelId;
    if (this.edgeMark.BYTES_PER_ELEMENT === 1 && edgeMarkSet > 255) this.edgeMark = Uint16Array.from(this.edgeMark);
    this.edgeMark[edge] = edgeMarkSet;
    this.edges = edge + 1;
  }

  /** The number of the label. */
  label(unit: number, choice: number, voluntary: boolean): number {
    while (this.labelIds.length <= unit) this.labelIds.push(new Map());
    const ids = this.labelIds[unit];
    const key = choice * 2 + (voluntary ? 1 : 0);
    return ids.get(key) ?? this.newLabel(ids, key, { unit, choice, voluntary });
  }

  /** The number of the set of these marks, in any order. */
  markSet(marks: readonly number[]): number {
    return marks.reduce((set, mark) => this.union(set, mark), 0);
  }

  /** Adds the mark to those of a state: any state, expanded or not. */
  addStateMark(state: number, mark: number): void {
    if (state >= this.stateMark.length) this.stateMark = grown(this.stateMark, state + 1);
    const set = this.union(this.stateMark[state], mark);
    if (this.stateMark.BYTES_PER_ELEMENT === 1 && set > 255) this.stateMark = Uint16Array.from(this.stateMark);
    this.stateMark[state] = set;
  }

  /**
   * The graph of the states 0 … states - 1; those not begun have no edges. Units of labels are below `units`. Its
   * arrays are the builder's own: to go on (to mark states, say) and finish again makes it out of date.
   */
  finish(states: number, units: number, complete: boolean): StateGraph {
    this.checkFinish(states, units);
    const { edges, expanded, labels, markSets } = this;
    const first = grown(this.first, states + 1).subarray(0, states + 1);
    first.fill(edges, expanded);
    const stateMark = grown(this.stateMark, states).subarray(0, states);
    const target = this.target.subarray(0, edges);
    const label = this.labelOf.subarray(0, edges);
    const edgeMark = this.edgeMark.subarray(0, edges);
    return { states, edges, first, target, label, edgeMark, stateMark, labels, markSets, units, complete, expanded };
  }

  /** The number of the set that has all marks of `set`, and `mark`. */
  private union(set: number, mark: number): number {
    return this.unions[set].get(mark) ?? this.newUnion(set, mark);
  }

  private newUnion(set: number, mark: number): number {
    const marks = [...new Set([...this.markSets[set], mark])].sort((a, b) => a - b);
    const key = marks.join(" ");
    const id = this.markSetIds.get(key) ?? this.newMarkSet(key, marks);
    this.unions[set].set(mark, id);
    return id;
  }

  private newMarkSet(key: string, marks: readonly number[]): number {
    const id = checkedId(this.markSets.length, "sets of marks");
    this.markSets.push(marks);
    this.markSetIds.set(key, id);
    this.unions.push(new Map());
    return id;
  }

  private newLabel(ids: Map<number, number>, key: number, label: Label): number {
    const id = checkedId(this.labels.length, "labels");
    if (id === 256) this.labelOf = Uint16Array.from(this.labelOf);
    this.labels.push(label);
    ids.set(key, id);
    return id;
  }

  private growEdges(): void {
    const length = this.edges + 1;
    this.target = grown(this.target, length);
    this.labelOf = grown(this.labelOf, length);
    this.edgeMark = grown(this.edgeMark, length);
  }

  private checkFinish(states: number, units: number): void {
    if (states < 1 || this.expanded > states) throw new RangeError(`${this.expanded} states expanded, of ${states}`);
    if (this.labelIds.length > units) throw new RangeError(`a label of unit ${this.labelIds.length - 1}, of ${units}`);
    if (this.targetMax >= states) throw new RangeError(`an edge to state ${this.targetMax}, of ${states}`);
  }
}

/** The array, or a copy at least twice as long, if it is shorter than `length`. */
function grown<A extends Int32Array | Uint8Array | Uint16Array>(array: A, length: number): A {
  if (length <= array.length) return array;
  const copy = new (array.constructor as new (length: number) => A)(Math.max(length, array.length * 2));
  copy.set(array);
  return copy;
}

function checkedId(id: number, what: string): number {
  if (id >= idsMax) throw new RangeError(`more than ${idsMax} ${what}`);
  return id;
}
