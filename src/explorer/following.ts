/** A schedule followed in a graph under construction, which grows by the states on the way. */
import type { ScheduledStep } from "../scheduler/schedule.js";
import type { GraphBuilder } from "./graph-builder.js";
import { InternalError } from "./replayed.js";

/** Which edge of its state each step is. Needs room for the states that are expanded. */
export function turnsAlong(graph: GraphBuilder, schedule: readonly ScheduledStep[]): number[] {
  const { shifts, kernel } = graph;
  let [state, seats] = [0, 0];
  return schedule.map(({ unit, choice }) => {
    kernel.exports.expandOnce(state);
    const cell = shifts.image(seats, unit);
    const edge = graph.edgesOf(state).find((each) => {
      const label = graph.labelAt(each);
      return label.unit === cell && label.choice === choice;
    });
    if (edge === undefined) throw new InternalError(`unit ${unit} cannot go on`, "-");
    const turn = edge - graph.begin(state);
    seats = shifts.then(seats, graph.labelAt(edge).shift);
    state = graph.targetOf(edge);
    return turn;
  });
}
