/**
 * Liveness has one meaning: on generated programs the verdicts are those of a checker that knows nothing of the
 * searching engine. It enumerates the states with the explaining engine and tries the definitions out.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { truth } from "#sim/programs/builtins/operators.js";
import { explore } from "#sim/explorer/explore.js";
import type { Fairness, Program } from "#sim/programs/program.js";
import { Explaining } from "#sim/scheduler/explaining.js";
import { replay } from "#sim/scheduler/run.js";
import type { State } from "#sim/scheduler/state.js";
import { encodeState } from "#sim/scheduler/state-text.js";
import { createWorld } from "#sim/scheduler/world.js";
import { compiled } from "../tiny.js";

const mostStates = 32;
const fairnesses: readonly Fairness[] = ["weak", "strong", "none"];

/** Every state with its edges and with what is true in it: [P, Q] for each property. */
interface Naive {
  readonly edges: readonly (readonly { readonly unit: number; readonly to: number }[])[];
  readonly truths: readonly (readonly (readonly [boolean, boolean])[])[];
}

function enumerated(program: Program): Naive | null {
  const engine = new Explaining(createWorld(program));
  const numbers = new Map<string, number>();
  const states: State[] = [];
  const numberOf = (state: State): number => {
    const text = encodeState(state);
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, states.length);
    return states.push(state) - 1;
  };
  const holds = (state: State, code: number | null): boolean => {
    if (code === null) return false;
    const seen = engine.observe(state, code, (m, value) => String(truth(m, value)));
    return seen.kind === "value" && seen.text === "true";
  };
  numberOf(engine.initial());
  const edges: { unit: number; to: number }[][] = [];
  for (let i = 0; i < states.length; i++) {
    if (states.length > mostStates) return null;
    edges.push(
      engine.enabled(states[i]).map((each) => ({ unit: each.unit, to: numberOf(engine.take(states[i], each)) })),
    );
  }
  const truths = states.map((state) =>
    program.properties.map(({ code, then }) => [holds(state, code), holds(state, then)] as const),
  );
  return { edges, truths };
}

/** reaches[i][j]: some way of at least one step leads from i to j inside the region. */
function ways({ edges }: Naive, inside: readonly boolean[]): boolean[][] {
  const reaches = edges.map((from, i) =>
    edges.map((_, j) => inside[i] && inside[j] && from.some(({ to }) => to === j)),
  );
  for (let via = 0; via < edges.length; via++)
    for (const row of reaches) if (row[via]) reaches[via].forEach((known, j) => (row[j] ||= known));
  return reaches;
}

/** The states of the region from which some fair run never leaves it. */
function trapped(naive: Naive, inside: readonly boolean[], fairness: Fairness): boolean[] {
  const { edges } = naive;
  const bad = edges.map((from, i) => inside[i] && from.length === 0);
  const units = 1 + Math.max(0, ...edges.flat().map(({ unit }) => unit));
  // Under strong fairness the units that are able to move again and again are some set: each is tried.
  const sets = fairness === "strong" ? Array.from({ length: 2 ** units }, (_, bits) => bits) : [2 ** units - 1];
  for (const bits of sets) {
    const allowed = inside.map((is, i) => is && edges[i].every(({ unit }) => (bits >> unit) % 2 === 1));
    const reaches = ways(naive, allowed);
    edges.forEach((_, i) => {
      if (!reaches[i][i]) return;
      const round = edges.flatMap((_, j) => (reaches[i][j] && reaches[j][i] ? [j] : []));
      const moves = (unit: number): boolean =>
        round.some((j) => edges[j].some((edge) => edge.unit === unit && round.includes(edge.to)));
      const able = (unit: number): number => round.filter((j) => edges[j].some((edge) => edge.unit === unit)).length;
      const fair = Array.from({ length: units }, (_, unit) => unit).every((unit) => {
        if (fairness === "none" || moves(unit)) return true;
        return fairness === "weak" ? able(unit) < round.length : able(unit) === 0;
      });
      if (fair) bad[i] = true;
    });
  }
  const reaches = ways(naive, inside);
  return edges.map((_, i) => bad[i] || reaches[i].some((known, j) => known && bad[j]));
}

function isBroken(naive: Naive, program: Program, index: number, fairness: Fairness): boolean {
  const { kind } = program.properties[index];
  const at = naive.truths.map((each) => each[index]);
  const inside = at.map(([p, q]) => (kind === "leads to" ? !q : !p));
  const stays = trapped(naive, inside, fairness);
  if (kind === "eventually") return stays[0];
  return stays.some((is, i) => is && (kind === "always eventually" || at[i][0]));
}

const name = fc.constantFrom("x", "y");
const bit = fc.constantFrom("0", "1");
const indent = (lines: readonly string[]): string[] => lines.map((line) => `    ${line}`);
const simple = fc.oneof(
  fc.tuple(name, bit).map(([n, k]) => [`${n} = ${k}`]),
  name.map((n) => [`${n} = 1 - ${n}`]),
  fc.tuple(name, bit).map(([n, k]) => [`while ${n} == ${k}:`, "    pass"]),
  fc.tuple(name, bit).map(([n, k]) => [`wait until ${n} == ${k}`]),
  fc.tuple(name, bit).map(([n, k]) => ["with lock:", `    ${n} = ${k}`]),
  fc.tuple(name, bit).map(([n, k]) => [`if gate.wait(1):`, `    ${n} = ${k}`]),
  fc.constantFrom(["gate.set()"], ["gate.clear()"], ["lock.acquire()"]),
  name.map((n) => [`${n} = choose(0, 1)`]),
);
const body = fc.tuple(fc.array(simple, { minLength: 1, maxLength: 2 }), fc.boolean()).map(([parts, endless]) => {
  const lines = parts.flat();
  return endless ? ["while True:", ...indent(lines)] : lines;
});
const condition = fc.oneof(
  fc.tuple(name, bit).map(([n, k]) => `${n} == ${k}`),
  fc.constant("x == y"),
);
const endless: fc.Arbitrary<string> = fc
  .tuple(fc.array(body, { minLength: 2, maxLength: 3 }), condition, condition)
  .map(([bodies, p, q]) =>
    [
      "shared x = 0",
      "shared y = 0",
      "shared lock = Lock()",
      "shared gate = Event()",
      ...bodies.flatMap((lines, i) => [`thread ${"abc".charAt(i)}:`, ...indent(lines)]),
      `eventually ${p}`,
      `always eventually ${p}`,
      `property ${p} leads to ${q}`,
    ].join("\n"),
  );

describe("The verdict on a liveness property", () => {
  it("is that of the definition, under every fairness, and a violation is shown by a run that can be replayed", () => {
    const seen = { holds: 0, violated: 0 };
    fc.assert(
      fc.property(endless, (text) => {
        const program = compiled(text);
        const naive = enumerated(program);
        if (naive === null) return;
        for (const fairness of fairnesses) {
          const { properties, statistics } = explore(program, { fairness });
          expect(statistics.states).toBe(naive.edges.length);
          properties.forEach(({ kind, verdict, schedule }, index) => {
            const broken = isBroken(naive, program, index, fairness);
            expect([text, fairness, kind, verdict]).toEqual([text, fairness, kind, broken ? "violated" : "holds"]);
            seen[broken ? "violated" : "holds"] += 1;
            if (schedule !== null) expect(replay(program, schedule).schedule).toBe(schedule);
          });
        }
      }),
      { numRuns: 20, seed: 20261122, endOnFailure: true },
    );
    expect(Math.min(seen.holds, seen.violated)).toBeGreaterThan(20);
  });
});
