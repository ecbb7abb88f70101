/** What the kernel asks a search for its graph: of which kind the edge of a step is, and which marks a state has. */
import type { GraphBuilder } from "./graph-builder.js";
import type { Inspection } from "./inspection.js";
import type { KernelExports } from "./kernel.js";
import { eventMark } from "./marking.js";
import type { Mark } from "./marks.js";
import type { Successors } from "./successors.js";

export class GraphMarks {
  private readonly inspection: Inspection;
  private readonly graph: GraphBuilder;
  private readonly successors: Successors;
  private readonly exports: KernelExports;
  private readonly observed: Inspection["observed"];
  private current = new Int32Array(0);
  /** By leaf: the set of marks of its edges. */
  private readonly leafSets: (number | undefined)[] = [];

  constructor(inspection: Inspection, graph: GraphBuilder, successors: Successors) {
    this.inspection = inspection;
    this.observed = inspection.observed;
    this.graph = graph;
    this.successors = successors;
    this.exports = graph.kernel.exports;
    graph.kernel.answer({
      kindOf: (step, depends) => this.kindOf(step, depends === 1),
      inspect: (state) => this.checkState(state),
      end: (state, over) => this.end(state, over === 1),
      standstill: (state, leaf) => this.standstill(state, leaf),
    });
    this.watch();
  }

  /** New states: properties and races. */
  checkState(state: number): void {
    this.inspection.ofState(this.read(state), (mark) => {
      this.graph.addStateMark(state, mark);
    });
    // Without any, a look at the state makes nothing known.
    if (this.observed.length > 0) this.tellObservers();
  }

  /** A terminal state. */
  private end(state: number, over: boolean): void {
    for (const mark of this.inspection.ofEnd(this.read(state), over)) this.graph.addStateMark(state, mark);
  }

  /** The unit waits inside its event loop, and keeps others from going on. */
  private standstill(state: number, leaf: number): void {
    const { marks, tabulation } = this.inspection;
    const key = tabulation.leaves[leaf].standstill;
    if (key !== null) this.graph.addStateMark(state, marks.number({ kind: "notice", key }));
  }

  /** The kind of the step's edge. `depends`: it has forgotten something. */
  private kindOf(step: number, depends: boolean): number {
    const { exports, graph, successors } = this;
    const leaf = exports.leafOf(step);
    const { voluntary } = this.inspection.tabulation.leaves[leaf];
    const label = graph.labelOf(exports.unitOf(step), exports.choiceOf(step), voluntary, exports.shiftOf(step));
    const set = (this.leafSets[leaf] ??= this.markSetOf(leaf, []));
    if (depends) return graph.kindOf(label, this.markSetOf(leaf, successors.forgotten(step)));
    return graph.kindOf(label, set);
  }

  /** The step's own marks, and those of what this very state has forgotten by it. */
  private markSetOf(leaf: number, forgotten: readonly string[]): number {
    const { marks, tabulation } = this.inspection;
    const own = tabulation.leaves[leaf].events.map(eventMark);
    const more = forgotten.map((key): Mark => ({ kind: "notice", key }));
    return this.graph.markSet([...own, ...more].map((mark) => marks.number(mark)));
  }

  /** What the kernel need not ask about, state after state. */
  private watch(): void {
    const { inspection, graph, exports } = this;
    const { world, tabulation } = inspection;
    if (world.rules.everyStep) exports.lookForRaces();
    inspection.onRace((access, mark) => exports.setRace(access, graph.markSet([mark])));
    tabulation.onGivenUp(({ kind }) => {
      if (kind === "observer") this.tellObservers();
    });
    this.tellObservers();
  }

  private tellObservers(): void {
    const { successors, inspection } = this;
    this.observed.forEach(({ observer, fine }, i) => {
      const root = inspection.tabulation.lastingRoot({ kind: "observer", observer });
      this.exports.setObserver(i, root === null ? 0 : 1, successors.placeOf(root ?? 0), fine);
    });
    successors.tell();
  }

  private read(state: number): Int32Array {
    const { set } = this.successors;
    if (this.current.length < set.width) this.current = new Int32Array(set.width);
    set.read(state, this.current);
    return this.current;
  }
}
