/** The answer of a search that keeps states as hashes only (see `compact-search`): what it has found is so; that is all. */
import type { Fairness } from "../programs/program.js";
import type { Explaining } from "../scheduler/explaining.js";
import { writeSchedule } from "../scheduler/schedule.js";
import type { State } from "../scheduler/state.js";
import { CompactSearch } from "./compact-search.js";
import type { Exploration, Statistics } from "./exploration.js";
import { FindingMaker } from "./findings.js";
import type { Witness } from "./findings.js";
import { chanceOfCollision, fingerprintBits } from "./fingerprints.js";
import { isLiveness } from "./liveness.js";
import type { SearchLimits } from "./limits.js";
import { byEndThenValues } from "./outcome-order.js";
import { withRoom } from "./room.js";
import { expectedSeen, makeFindings, outcomesSeen, propertiesSeen, setting, verdictSeen } from "./witnessed.js";
import type { Witnesses } from "./witnessed.js";

export function* exploreCompactly(
  engine: Explaining,
  initial: State,
  limits: SearchLimits,
  fairness: Fairness,
): Generator<void, Exploration> {
  const { world, early, fixed } = engine;
  const origin = { world, initial, early, fixed };
  const found = yield* withRoom(world, initial, (shape) => new CompactSearch(origin, shape, limits).run());
  const witnesses = witnessesOf(found);
  const maker = new FindingMaker(engine);
  makeFindings(witnesses, maker, engine);
  const findings = maker.findings();
  const properties = propertiesSeen(witnesses, engine);
  return {
    ...setting(engine, initial, fairness),
    verdict: verdictSeen(findings, properties),
    limit: found.limit,
    properties,
    findings,
    outcomes: outcomesSeen(witnesses)
      .map(([, outcome]) => outcome)
      .sort(byEndThenValues),
    expected: expectedSeen(found.inspection.expected),
    statistics: statistics(engine, found),
    compaction: { bits: fingerprintBits, missed: chanceOfCollision(found.states) },
  };
}

function witnessesOf({ marks, path, system }: CompactSearch): Witnesses {
  const known = new Map<number, Witness>();
  return {
    marks: marks.items,
    ofMark: (mark) => {
      const steps = path(mark);
      if (steps === undefined) return null;
      const witness = known.get(mark) ?? {
        schedule: writeSchedule(steps),
        steps: steps.length,
        preemptions: system.preemptionsOf(steps),
      };
      known.set(mark, witness);
      return witness;
    },
    ofBroken: () => null,
  };
}

function statistics({ world }: Explaining, { states, transitions, deepest }: CompactSearch): Statistics {
  const notes = [
    "interleavings were not counted, nor livelocks looked for: both take the graph of states",
    "schedules are the shortest of those followed, not of all",
  ];
  if (world.program.properties.some(({ kind }) => isLiveness(kind)))
    notes.push("properties of endless runs were not looked at: they take the graph of states");
  return {
    ...{ states, transitions, depth: deepest, notes },
    ...{ interleavings: null, traces: null, ladder: null, bound: null, full: null },
    ...{ complete: false, settled: false, cyclic: false, reductions: [] },
  };
}
