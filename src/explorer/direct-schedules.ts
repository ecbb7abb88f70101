/**
 * Schedules without preemptions of which it is known that none is shorter. Of several the one that takes the lower unit
 * first, as by `preemption-bounding`; but that has to look at all that is as short, and here one is followed to its end. It is
 * found in a graph under construction, which grows by the states on the way.
 */
import type { GraphBuilder } from "./graph-builder.js";

/** So many states are looked at, for all marks together; longer schedules are not looked for. */
const visitsMax = 10_000;
const stepsMax = 2_000;

const nobody = -1;

export class DirectSchedules {
  private readonly graph: GraphBuilder;
  private readonly units: number;
  private visits = 0;
  private mark = 0;
  private readonly turns: number[] = [];
  /** By state and who moved last: the most steps with which the mark was not found from there. */
  private readonly failed = new Map<number, number>();

  /** `units`: how many there can be. */
  constructor(graph: GraphBuilder, units: number) {
    this.graph = graph;
    this.units = units;
  }

  /**
   * Which edge of its state each step is, on the way to a state with the mark; `steps`: no schedule that leads to one has
   * fewer. Null: there is none, or it would take too long. Needs room for the states that are expanded.
   */
  find(mark: number, steps: number): readonly number[] | null {
    if (steps > stepsMax) return null;
    this.mark = mark;
    this.turns.length = 0;
    this.failed.clear();
    return this.leads(0, 0, nobody, steps) ? [...this.turns] : null;
  }

  /** Whether so many steps from there do; `seats`: which cell each unit is in. */
  private leads(state: number, seats: number, last: number, steps: number): boolean {
    const { graph, failed } = this;
    const { shifts, kernel } = graph;
    if (this.visits++ >= visitsMax) return false;
    kernel.exports.expandOnce(state);
    if (steps === 0) return graph.marksAt(state).includes(this.mark);
    const place = state * (this.units + 1) + (last === nobody ? this.units : shifts.image(seats, last));
    // With fewer steps it cannot be found either: it would be found sooner.
    if (steps <= (failed.get(place) ?? 0)) return false;
    const goesOn = last !== nobody && this.canGoOn(state, shifts.image(seats, last));
    for (let unit = goesOn ? last : 0; unit < (goesOn ? last + 1 : this.units); unit++)
      if (this.leadsBy(unit, state, seats, steps)) return true;
    failed.set(place, steps);
    return false;
  }

  private leadsBy(unit: number, state: number, seats: number, steps: number): boolean {
    const { graph, turns } = this;
    const cell = graph.shifts.image(seats, unit);
    for (const edge of graph.edgesOf(state)) {
      const label = graph.labelAt(edge);
      if (label.unit !== cell) continue;
      turns.push(edge - graph.begin(state));
      if (this.leads(graph.targetOf(edge), graph.shifts.then(seats, label.shift), unit, steps - 1)) return true;
      turns.pop();
    }
    return false;
  }

  private canGoOn(state: number, cell: number): boolean {
    return this.graph.edgesOf(state).some((edge) => {
      const { unit, voluntary } = this.graph.labelAt(edge);
      return unit === cell && !voluntary;
    });
  }
}
