/**
 * What steps touch as far as the tables tell, without running them once more: a step has looked at what the nodes on the
 * way to its leaf ask for, and its leaf has what it writes. That is all there is to know of names, units and objects packed
 * in parts. Any other object is taken as a whole here, although two steps may touch different parts of it.
 */
import { needCodes } from "./need-kinds.js";
import type { Tabulation } from "./tabulation.js";
import { TextNumbers } from "./text-numbers.js";

/** Places as numbers: `kinds` times the argument, and the code of the need. */
interface Rough {
  readonly touched: readonly number[];
  readonly written: readonly number[];
}

const { global, object, status, unit, objects, units, choice, clock, holds } = needCodes;
const kinds = Object.keys(needCodes).length;

const place = (need: number, argument: number): number => kinds * argument + need;

/** Whether two steps conflict: yes, no, or that depends on the parts of some object. */
export type Verdict = "yes" | "no" | "objects";

/** Only for a search that is over: what it has not seen written never is. */
export class RoughFootprints {
  private readonly tabulation: Tabulation;
  /** By leaf: the number of what its step touches. Many steps touch the same. */
  private readonly known: (number | undefined)[] = [];
  private readonly texts = new TextNumbers();
  private readonly roughs: Rough[] = [];
  /** By two numbers. */
  private readonly compared: (Verdict | undefined)[][] = [];

  constructor(tabulation: Tabulation) {
    this.tabulation = tabulation;
  }

  /** Of steps of two units that touch what has these numbers. */
  verdict(one: number, other: number): Verdict {
    return ((this.compared[one] ??= [])[other] ??= compare(this.roughs[one], this.roughs[other]));
  }

  /** The number of what the leaf's step touches, if it has been learnt. */
  of(leaf: number): number | undefined {
    return this.known[leaf];
  }

  /** The same, for a leaf that the state leads to from the root of that unit's tree. */
  learn(vector: Int32Array, self: number, leaf: number): number {
    this.learnBelow(vector, self, this.tabulation.root(vector, self), []);
    const found = this.known[leaf];
    if (found === undefined) throw new RangeError("bug in the tabulation: a leaf that is not in its tree");
    return found;
  }

  /** Of the leaves that the state leads to from a place in the unit's tree, below nodes that ask for all that. */
  private learnBelow(vector: Int32Array, self: number, start: number, above: readonly number[]): void {
    const { trees, packing } = this.tabulation;
    const seen = [...above];
    let at = start;
    for (; at >= 0; at = trees.child(vector, at, this.tabulation.keyAt(vector, trees.nodes[at]))) {
      const { need, argument } = trees.nodes[at];
      if (need === choice) {
        for (let i = 0; i < argument; i++) this.learnBelow(vector, self, trees.child(vector, at, i), seen);
        return;
      }
      if (need === holds) seen.push(place(global, packing.holdings[argument].place));
      else if (need !== objects && need !== clock) seen.push(place(need, argument));
    }
    this.known[~at] ??= this.numberOf(this.made(vector, self, ~at, seen));
  }

  private numberOf(rough: Rough): number {
    const number = this.texts.of(`${rough.touched.join()};${rough.written.join()}`);
    this.roughs[number] ??= rough;
    return number;
  }

  private made(vector: Int32Array, self: number, leaf: number, seen: readonly number[]): Rough {
    const { tabulation } = this;
    const { packing } = tabulation;
    const after = tabulation.leaves[leaf];
    const written = [place(unit, self)];
    if (tabulation.status[after.unit] !== tabulation.status[vector[self]]) written.push(place(status, self));
    if (after.spawned.length > 0) written.push(place(units, 0));
    const firstMade = packing.placeOf(packing.objectCount(vector));
    for (const each of after.places)
      if (packing.isValue(each)) written.push(place(global, each));
      else if (each < firstMade) written.push(place(object, each - packing.placeOf(0)));
    for (let i = 0; i < after.others.length; i += 2)
      written.push(place(unit, after.others[i]), place(status, after.others[i]));
    return { touched: [...seen, ...written], written };
  }
}

function compare(a: Rough, b: Rough): Verdict {
  const shared = [
    ...a.written.filter((each) => b.touched.includes(each)),
    ...b.written.filter((each) => a.touched.includes(each)),
  ];
  if (shared.some((each) => each % kinds !== object)) return "yes";
  return shared.length > 0 ? "objects" : "no";
}
