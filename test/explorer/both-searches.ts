// A program searched in several ways: what was found, as text that is independent of numbering.
import { CompactSearch } from "#sim/explorer/compact-search.js";
import { Explaining } from "#sim/scheduler/explaining.js";
import { writeSchedule } from "#sim/scheduler/schedule.js";
import { createWorld } from "#sim/scheduler/world.js";
import type { World } from "#sim/scheduler/world.js";
import { finished } from "#sim/explorer/driving.js";
import { Inspection } from "#sim/explorer/inspection.js";
import { Marks } from "#sim/explorer/marks.js";
import type { Mark } from "#sim/explorer/marks.js";
import { NeedsClock } from "#sim/explorer/packing.js";
import type { Shape } from "#sim/explorer/packing.js";
import { divisible, Indivisible } from "#sim/explorer/parts.js";
import { reducedSearch } from "#sim/explorer/reduced-search.js";
import { search } from "#sim/explorer/search.js";
import { MoreUnits, Tabulation } from "#sim/explorer/tabulation.js";
import type { Program } from "#sim/programs/program.js";

export interface Found {
  readonly states: number;
  readonly transitions: number;
  readonly complete: boolean;
  readonly reason: string | null;
  /** What all marks say, sorted. */
  readonly marks: readonly string[];
  /** By expectation: the outcomes over its columns. */
  readonly expected: readonly string[];
  /** Executed instructions. */
  readonly reached: string;
  /** By what the mark says. */
  readonly schedules: ReadonlyMap<string, string>;
}

/** With as much room for units as it takes, and objects in parts where that can be, if so wanted. */
function withRoom(
  program: Program,
  find: (world: World, engine: Explaining, shape: Shape) => Found,
  inParts = true,
): Found {
  const whole = new Set<number>();
  for (let [extra, clock] = [0, false]; ;) {
    const world = createWorld(program);
    const engine = new Explaining(world);
    try {
      const { units, heap } = engine.initial();
      const parted = inParts ? divisible(world, heap).filter((id) => !whole.has(id)) : [];
      return find(world, engine, { units: Math.max(1, units.length) + extra, clock, parted });
    } catch (error) {
      if (error instanceof MoreUnits) extra = 2 * extra + 2;
      else if (error instanceof NeedsClock) clock = true;
      else if (error instanceof Indivisible) whole.add(error.id);
      else throw error;
    }
  }
}

/** Objects made on the way have other numbers on another way. */
function saying(mark: Mark, fixed: number): string {
  return JSON.stringify(mark).replace(/\bo(\d+)\b/g, (name, id) => (Number(id) < fixed ? name : "made"));
}

function reachedIn(world: World): string {
  return world.reached.map((code) => code.join("")).join(" ");
}

function expectedIn(expected: ReadonlyMap<number, ReadonlySet<string>>): string[] {
  return [...expected].map(([index, texts]) => `${index}: ${[...texts].sort().join(" | ")}`);
}

export function searched(program: Program, maxStates = 1_000_000, inParts = true): Found {
  return withRoom(
    program,
    (world, engine, shape) => {
      const initial = engine.initial();
      const { graph, marks, limit, expected } = finished(
        search(
          {
            world,
            initial,
            early: engine.early,
            fixed: engine.fixed,
            groups: [],
            attempts: { from: Infinity, share: 0 },
          },
          shape,
          {
            maxStates,
            maxBytes: 2 ** 30,
            maxTime: Infinity,
            clock: () => 0,
            interrupted: () => false,
            progress: null,
          },
        ),
      );
      const seen = new Set<number>();
      for (const sets of [graph.stateMark.subarray(0, graph.states), graph.edgeMark.subarray(0, graph.edges)])
        for (const markSet of new Set(sets)) for (const mark of graph.markSets[markSet]) seen.add(mark);
      return {
        states: graph.states,
        transitions: graph.edges,
        complete: limit === null,
        reason: limit?.message ?? null,
        marks: [...new Set([...seen].map((mark) => saying(marks.items[mark], engine.fixed)))].sort(),
        expected: expectedIn(expected),
        reached: reachedIn(world),
        schedules: new Map(),
      };
    },
    inParts,
  );
}

/** With states kept as hashes. */
export function compacted(program: Program, maxStates = 1_000_000): Found {
  return withRoom(program, (world, engine, shape) => {
    const origin = { world, initial: engine.initial(), early: engine.early, fixed: engine.fixed };
    const limits = { maxStates, maxBytes: 2 ** 30, maxTime: Infinity, clock: () => 0 };
    const search = new CompactSearch(origin, shape, { ...limits, interrupted: () => false, progress: null });
    const { states, transitions, limit, marks, inspection, path } = finished(search.run());
    const say = (mark: number): string => saying(marks.items[mark], engine.fixed);
    const seen = marks.items.flatMap((_, mark) => {
      const steps = path(mark);
      return steps === undefined ? [] : [[say(mark), writeSchedule(steps)] as const];
    });
    return {
      ...{ states, transitions, complete: limit === null, reason: limit?.message ?? null },
      marks: [...new Set(seen.map(([text]) => text))].sort(),
      expected: expectedIn(inspection.expected),
      reached: reachedIn(world),
      schedules: new Map(seen),
    };
  });
}

export function reduced(program: Program, maxStates = 1_000_000): Found {
  return withRoom(program, (world, engine, shape) => {
    const initial = engine.initial();
    const marks = new Marks();
    const tabulation = new Tabulation(world, initial, engine.fixed, shape);
    const inspection = new Inspection(world, tabulation, marks);
    const limits = { maxStates, maxBytes: 2 ** 30, interrupted: () => false, progress: () => undefined };
    const vector = tabulation.pack(initial);
    const found = finished(reducedSearch(inspection, vector, limits));
    const all = new Set([...found.marks, ...inspection.ofStart(initial, engine.early)]);
    const say = (mark: number): string => saying(marks.items[mark], engine.fixed);
    return {
      ...found,
      marks: [...new Set([...all].map(say))].sort(),
      expected: expectedIn(inspection.expected),
      reached: reachedIn(world),
      schedules: new Map([...found.schedules].map(([mark, labels]) => [say(mark), writeSchedule(labels)])),
    };
  });
}
