/**
 * What a round through a state of a fair component owes to fairness, one *duty* for each unit that is owed something:
 *
 *   weak     a unit that is able to move at the start: that it moves, or that it is not able to for once
 *   strong   a unit that is able to move in some state of the round: that it moves
 */
import type { Fairness } from "../programs/program.js";
import type { StateGraph } from "./graph.js";

/** Sets of duties are bits of one integer. */
const mostBits = 24;

/**
 * Of a part of a round, as a number, is told who is done with (weak), or who was able to move and, above, who did (strong).
 * The number of two parts is the bits of both.
 */
export class Duties {
  readonly isStrong: boolean;
  /** Whether there are bits enough: else nothing is told. */
  readonly countable: boolean;
  /** Units that can be owed something, ascending. */
  readonly units: readonly number[];
  /** By label: the bit of its unit, or 0 when nothing can be owed to that; and what a step with it adds. */
  readonly bit: Int32Array;
  readonly moved: Int32Array;
  private readonly graph: StateGraph;
  private readonly fairness: Fairness;

  constructor(graph: StateGraph, owner: Int32Array, state: number, fairness: Fairness) {
    this.graph = graph;
    this.fairness = fairness;
    this.isStrong = fairness === "strong";
    this.units = creditors(graph, owner, state, fairness);
    const above = this.isStrong ? this.units.length : 0;
    this.countable = above + this.units.length <= mostBits;
    this.bit = Int32Array.from(graph.labels, ({ unit }) => bitOf(this.units.indexOf(unit)));
    this.moved = this.bit.map((bit) => bit << above);
  }

  /** Whether the edge does something for the unit. */
  pays(edge: number, unit: number): boolean {
    const { target, label, labels } = this.graph;
    if (labels[label[edge]].unit === unit) return true;
    return this.fairness === "weak" && !isAble(this.graph, target[edge], unit);
  }

  /** Whether a round by these edges owes nothing to anybody. */
  areDone(round: readonly number[]): boolean {
    const { target } = this.graph;
    return this.units.every(
      (unit) =>
        round.some((edge) => this.pays(edge, unit)) ||
        (this.isStrong && !round.some((edge) => isAble(this.graph, target[edge], unit))),
    );
  }
}

function creditors(graph: StateGraph, owner: Int32Array, state: number, fairness: Fairness): number[] {
  if (fairness === "none") return [];
  const { first, label, labels, states } = graph;
  const able = new Uint8Array(graph.units);
  const note = (at: number): void => {
    for (let edge = first[at]; edge < first[at + 1]; edge++) able[labels[label[edge]].unit] = 1;
  };
  if (fairness === "weak") note(state);
  else for (let at = 0; at < states; at++) if (owner[at] === owner[state]) note(at);
  return [...able.keys()].filter((unit) => able[unit] === 1);
}

function isAble({ first, label, labels }: StateGraph, state: number, unit: number): boolean {
  for (let edge = first[state]; edge < first[state + 1]; edge++) if (labels[label[edge]].unit === unit) return true;
  return false;
}

function bitOf(index: number): number {
  return index < 0 ? 0 : 1 << index;
}
