/**
 * Iterative preemption bounding (Musuvathi and Qadeer 2007), exact: shortest paths by (preemptions, steps) over nodes
 * (state, last unit), where an edge costs a preemption if it leaves a unit that could have gone on, and always a step.
 *
 *   0 preemptions   wave 0 → wave 1 → wave 2 → …      a wave: the nodes with that many preemptions and steps
 *                         ↘        ↘        ↘
 *   1 preemption           wave 1 → wave 2 → wave 3 → …
 *
 * Row after row. What costs a preemption is kept for the next row, so a search that is stopped has seen all there is
 * with fewer preemptions than its row. The kernel does it (src/kernel/bounding.ts) and tells what is reached; the edges may
 * be those of a finished graph, or be found on the way.
 *
 * Of paths equally good the one found first is kept: nodes are visited by preemptions, then steps, then in the order they
 * were found in, the edges of a node by unit. In a graph whose states stand for all that they are when interchangeable
 * units change places, "by unit" means by the units that the path leads there, so that the path found first is the
 * one that would have been found in the full graph: a beginning of a first path is a first path itself.
 */
import { BestByMark } from "./best-by-mark.js";
import type { GraphBuilder } from "./graph-builder.js";
import type { Kernel } from "./kernel.js";

const start = 0;

export class PreemptionBounding {
  private readonly kernel: Kernel;
  private readonly best = new BestByMark();

  /** `units`: how many there can be. `wanted`: the marks that are looked for; null: all. */
  constructor(graph: GraphBuilder, units: number, wanted: ReadonlySet<number> | null) {
    this.kernel = graph.kernel;
    this.kernel.answer({
      reach: (set, preemptions, steps, node, edge) => {
        for (const mark of graph.markSets[set])
          if (wanted?.has(mark) !== false) this.best.reach(mark, preemptions, steps, node, edge);
      },
      then: (first, second) => graph.shifts.then(first, second),
    });
    this.kernel.exports.beginBounding(units);
    this.kernel.exports.forgetMarks();
    graph.shifts.eachNew((images, shift) => this.tellShift(images, shift, units));
  }

  /** The preemptions of the wave that is visited. */
  get row(): number {
    return this.kernel.exports.rowNow();
  }

  /** Its steps. */
  get steps(): number {
    return this.kernel.exports.stepsNow();
  }

  /** Visits the next node; false if there is none. */
  advance(): boolean {
    return this.kernel.exports.advance() === 1;
  }

  /** Visits nodes until nothing better can come for any of these marks. */
  settle(marks: Iterable<number>): void {
    for (let [row, steps] = [0, 0]; this.advance();) {
      if (this.row === row && this.steps === steps) continue;
      [row, steps] = [this.row, this.steps];
      if (this.hasSettled(marks)) return;
    }
  }

  /** Whether nothing better can come for any of these marks. */
  hasSettled(marks: Iterable<number>): boolean {
    return this.best.hasSettled(marks, this.row, this.steps);
  }

  /** Whether some schedule of the mark has no preemptions and so many steps. */
  hasDirect(mark: number, steps: number): boolean {
    const best = this.best.get(mark);
    return best?.preemptions === 0 && best.steps === steps;
  }

  /** The best that was found for a mark: its price, and the edges of the path. */
  found(mark: number): { preemptions: number; steps: number; path: number[] } | undefined {
    const best = this.best.get(mark);
    if (best === undefined) return undefined;
    const { exports } = this.kernel;
    const { preemptions, steps, node, edge } = best;
    const path = edge < 0 ? [] : [edge];
    for (let at = node; at !== start; at = exports.nodeBefore(at)) path.push(exports.edgeInto(at));
    return { preemptions, steps, path: path.reverse() };
  }

  get marks(): Iterable<number> {
    return this.best.marks;
  }

  private tellShift(images: readonly number[], shift: number, units: number): void {
    const at = this.kernel.exports.shiftAt(shift);
    this.kernel.write(
      at,
      Array.from({ length: units }, (_, cell) => images[cell] ?? cell),
    );
  }
}
