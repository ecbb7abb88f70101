/**
 * Traces by the book: every interleaving of a program is walked on the explaining engine and written down as a partial
 * order of its steps, of which neighbours that touch no common place, one of them writing, are not ordered. There are as
 * many traces as different orders.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { finished } from "../../dist/explorer/driving.js";
import { EdgeFootprints } from "../../dist/explorer/edge-footprints.js";
import { explore, limitsOf } from "../../dist/explorer/explore.js";
import { searchReduced } from "../../dist/explorer/searching.js";
import type { Program } from "../../dist/programs/program.js";
import { Explaining } from "../../dist/scheduler/explaining.js";
import { replay } from "../../dist/scheduler/run.js";
import { writeSchedule } from "../../dist/scheduler/schedule.js";
import type { State } from "../../dist/scheduler/state.js";
import type { Access, Trace, Transition } from "../../dist/scheduler/trace.js";
import { createWorld } from "../../dist/scheduler/world.js";
import { compiled } from "../tiny.js";
import { lockedText, processText } from "./programs.js";
import { timedText } from "./timed-programs.js";

const interleavingsMax = 50n;

function schedulesOf(program: Program): string[] {
  const engine = new Explaining(createWorld(program));
  const found: string[] = [];
  const walk = (state: State, path: readonly Transition[]): void => {
    const enabled = engine.isOver(state) ? [] : engine.enabled(state);
    if (enabled.length === 0) found.push(writeSchedule(path));
    for (const transition of enabled) walk(engine.take(state, transition), [...path, transition]);
  };
  walk(engine.initial(), []);
  return found;
}

/** What of an access matters here. */
type Touch = Pick<Access, "kind" | "key">;

function inConflict(a: readonly Touch[], b: readonly Touch[]): boolean {
  return a.some((one) =>
    b.some(
      (other) =>
        ((one.kind !== "read" || other.kind !== "read") && one.key === other.key) ||
        movesItems(one, other) ||
        movesItems(other, one),
    ),
  );
}

/** The list has another length, by which items are found. What is in the items does not matter to its length. */
function movesItems(list: Touch, item: Touch): boolean {
  return list.kind !== "read" && item.key.startsWith(`${list.key}[`);
}

/** An item that is not there is not read, but the length of the list has been looked at. */
function touches({ accesses, exception }: Trace["entries"][number], list: string): readonly Touch[] {
  return exception?.type === "IndexError" ? [...accesses, { kind: "read", key: list }] : accesses;
}

/** The key of the list that the name `a` stands for. */
function listOf(program: Program): string {
  const value = new Explaining(createWorld(program)).initial().globals[
    program.globals.findIndex(({ name }) => name === "a")
  ];
  if (value === undefined || value === null || typeof value !== "object" || value.kind !== "ref")
    throw new Error("a is no list");
  return `o${value.id}`;
}

/** Which of the steps of different units come before which: the same text for the same trace. */
function partialOrder({ entries }: Trace, list: string): string {
  const counts = new Map<number, number>();
  const steps = entries.map((entry) => {
    const { unit } = entry.transition;
    counts.set(unit, (counts.get(unit) ?? 0) + 1);
    return { name: `${unit}.${counts.get(unit) ?? 0}:${entry.chosen ?? ""}`, unit, touches: touches(entry, list) };
  });
  const pairs = steps.flatMap((later, i) =>
    steps
      .slice(0, i)
      .filter((earlier) => earlier.unit !== later.unit && inConflict(earlier.touches, later.touches))
      .map((earlier) => `${earlier.name} < ${later.name}`),
  );
  return [...steps.map(({ name }) => name).sort(), ...pairs.sort()].join("\n");
}

const name = fc.constantFrom("x", "y");
const line = fc.oneof(
  name.map((n) => [`${n} += 1`]),
  name.map((n) => [`t = ${n}`]),
  name.map((n) => [`${n} = 1`]),
  fc.tuple(fc.nat(1), fc.nat(1)).map(([i, j]) => [`a[${i}] = a[${j}]`]),
  fc.nat(1).map((i) => [`t = a[${i}]`]),
  fc.constant(["t = len(a)"]),
  fc.constant(["a.append(1)"]),
  fc.constant(["try:", "    t = a[2]", "except IndexError:", "    t = 9"]),
  fc.constant(["t = box.value"]),
  fc.constant(["box.value = t"]),
  fc.constant(["box.other = t"]),
  fc.constant(["t = choose(1, 2)"]),
  fc.constant(["if m.acquire(blocking=False):", "    m.release()"]),
  name.map((n) => ["with m:", `    ${n} = t`]),
  name.map((n) => ["atomic:", `    if ${n} == 0:`, `        ${n} = 2`]),
);
const body = fc.array(line, { minLength: 1, maxLength: 2 }).map((lines) => ["t = 0", ...lines.flat()]);
const text = fc
  .array(body, { minLength: 2, maxLength: 3 })
  .map((bodies) =>
    [
      "class Box:",
      "    def __init__(self):",
      "        self.value = 0",
      "        self.other = 0",
      "    def reset(self):",
      "        self.value = 0",
      "shared x = 0",
      "shared y = 0",
      "shared a = [0, 0]",
      "shared box = Box()",
      "shared m = Lock()",
      ...bodies.flatMap((lines, i) => [`thread t${i}:`, ...lines.map((each) => `    ${each}`)]),
    ].join("\n"),
  );

describe("Traces", () => {
  it("are as many as there are different partial orders of the steps of all interleavings", () => {
    let counted = 0;
    fc.assert(
      fc.property(text, (source) => {
        const program = compiled(source);
        const { statistics, outcomes } = explore(program);
        const { interleavings, traces } = statistics;
        expect(outcomes.reduce((sum, outcome) => sum + (outcome.interleavings ?? 0n), 0n)).toBe(interleavings);
        if (interleavings === null || interleavings > interleavingsMax) return;
        counted += 1;
        const schedules = schedulesOf(program);
        expect(BigInt(schedules.length)).toBe(interleavings);
        const runs = schedules.map((schedule) => replay(program, schedule));
        const list = listOf(program);
        const least = new Map<string, number>();
        for (const run of runs) {
          const order = partialOrder(run, list);
          least.set(order, Math.min(run.preemptions, least.get(order) ?? Infinity));
        }
        expect(BigInt(least.size)).toBe(traces);
        const ladder = statistics.ladder ?? [];
        expect(ladder.map(({ traces: seen }) => seen)).toEqual(
          ladder.map(({ preemptions }) => [...least.values()].filter((each) => each <= preemptions).length),
        );
      }),
      { numRuns: 60, seed: 20261122, endOnFailure: true },
    );
    expect(counted).toBeGreaterThan(25);
  });

  it("conflict in the steps of which the tables say so, and in which running them once more shows it", () => {
    let [compared, conflicts] = [0, 0];
    fc.assert(
      fc.property(fc.oneof(text, lockedText, processText), (source) => {
        const program = compiled(source);
        const engine = new Explaining(createWorld(program));
        const limits = limitsOf(program, { maxStates: 300 });
        const found = finished(searchReduced(engine, engine.initial(), limits, "off"));
        if (found.limit !== null) return;
        const { first, label, labels, states } = found.graph;
        const footprints = new EdgeFootprints(engine.world, found);
        const unitOf = (edge: number): number => labels[label[edge]].unit;
        for (let state = 0; state < states; state++)
          for (let one = first[state]; one < first[state + 1]; one++)
            for (let other = first[state]; other < first[state + 1]; other++) {
              if (unitOf(one) === unitOf(other)) continue;
              const [a, b] = [footprints.footprint(state, one), footprints.footprint(state, other)];
              expect(footprints.meet(state, one, other)).toBe(footprints.conflict(a, b));
              compared += 1;
              conflicts += footprints.conflict(a, b) ? 1 : 0;
            }
      }),
      { numRuns: 200, seed: 12 },
    );
    expect(compared).toBeGreaterThan(5_000);
    expect(conflicts).toBeGreaterThan(300);
  });

  it("are of steps whose leaves the kernel finds as the tables have them", () => {
    let compared = 0;
    fc.assert(
      fc.property(fc.oneof(text, lockedText, processText, timedText), (source) => {
        const program = compiled(source);
        const engine = new Explaining(createWorld(program));
        const limits = limitsOf(program, { maxStates: 300 });
        const { graph, tabulation, states, leaves, limit } = finished(
          searchReduced(engine, engine.initial(), limits, "off"),
        );
        if (limit !== null) return;
        const vector = new Int32Array(states.width);
        leaves().forEach((leaf, edge) => {
          const { unit, choice } = graph.labels[graph.label[edge]];
          states.read(
            graph.first.subarray(0, graph.states + 1).findLastIndex((first) => first <= edge),
            vector,
          );
          expect(leaf).toBe(tabulation.transitions(vector, unit)[choice]);
          compared += 1;
        });
      }),
      { numRuns: 100, seed: 5 },
    );
    expect(compared).toBeGreaterThan(2_000);
  });
});
