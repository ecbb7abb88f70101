/** Schedules of what a reduced search has told, while the full search looks for the least ones. */
import type { ScheduledStep } from "../scheduler/schedule.js";
import { DirectSchedules } from "./direct-schedules.js";
import { turnsAlong } from "./following.js";
import type { GraphBuilder } from "./graph-builder.js";
import { OutOfMemory } from "./kernel.js";
import type { PreemptionBounding } from "./preemption-bounding.js";
import type { ReducedResult } from "./reduced-search.js";
import { turnsByMark } from "./search-result.js";
import type { Turns } from "./search-result.js";

export class ProvedSchedules {
  private readonly proof: ReducedResult;
  private readonly graph: GraphBuilder;
  private readonly bounding: PreemptionBounding;
  /** Of what ends show: schedules without preemptions that are the shortest of all. */
  private readonly direct = new Map<number, Turns>();

  constructor(proof: ReducedResult, graph: GraphBuilder, bounding: PreemptionBounding) {
    this.proof = proof;
    this.graph = graph;
    this.bounding = bounding;
  }

  /** Before `areLeast` is asked first; `units`: how many there can be. */
  findDirect(units: number): void {
    const schedules = new DirectSchedules(this.graph, units);
    this.unlessFull(() => {
      for (const [mark, steps] of this.proof.lengths) {
        const turns = schedules.find(mark, steps);
        if (turns !== null) this.direct.set(mark, { mark, turns });
      }
    });
  }

  /** Whether nothing better can come for any mark. */
  get areLeast(): boolean {
    const { proof, bounding, direct } = this;
    const isDirect = (mark: number): boolean =>
      direct.has(mark) || bounding.hasDirect(mark, proof.lengths.get(mark) ?? -1);
    return bounding.hasSettled([...proof.marks].filter((mark) => !isDirect(mark)));
  }

  /** The best that is known: as both searches have found it, or, of what only the reduced one has, as it was found there. */
  turns(): Turns[] {
    const { proof, graph, bounding, direct } = this;
    const known = new Map([...turnsByMark(bounding, graph).map((each) => [each.mark, each] as const), ...direct]);
    this.unlessFull(() => {
      for (const [mark, schedule] of proof.schedules)
        if (!known.has(mark)) known.set(mark, this.asProved(mark, schedule));
    });
    return [...known.values()];
  }

  private asProved(mark: number, schedule: readonly ScheduledStep[]): Turns {
    const round = this.proof.rounds.get(mark);
    const turns = turnsAlong(this.graph, [...schedule, ...(round ?? [])]);
    const way = turns.splice(0, schedule.length);
    return round === undefined ? { mark, turns: way } : { mark, turns: way, round: turns };
  }

  /** What needs room for more states. */
  private unlessFull(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof OutOfMemory)) throw error;
      this.graph.kernel.exports.dropOpenState();
    }
  }
}
