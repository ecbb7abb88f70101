/** The models that sim is measured on: they are those of the other side, as far as sim alone can tell. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { counter, peers, peerText, stores } from "../../bench/models.mjs";
import type { Parameters } from "../../bench/models.mjs";
import { explore } from "../../dist/explorer/explore.js";
import type { Exploration } from "../../dist/explorer/exploration.js";
import { compile } from "../../dist/language/compile.js";

function explored(text: string, set: Parameters = {}, maxStates = 20_000): Exploration {
  const words = Object.entries(set).map(([name, value]) => [name, String(value)]);
  const { program, diagnostics } = compile(text, { set: Object.fromEntries(words) as Record<string, string> });
  expect(diagnostics.map(({ message }) => message)).toEqual([]);
  return explore(program!, { maxStates, reduce: "off" });
}

/** What both sides look for. */
function errors({ findings }: Exploration): string[] {
  return findings.map(({ kind }) => kind).filter((kind) => kind === "assertion" || kind === "deadlock");
}

const named = (set: Parameters): string => JSON.stringify(set);

describe("counts that SPIN has with the same steps", () => {
  test.each([
    ["counter", { N: 2, K: 3 }, 290],
    ["counter", { N: 3, K: 2 }, 1786],
    ["phil", { N: 4 }, 117],
    ["phil", { N: 5 }, 417],
    ["peterson", {}, 74],
    ["bbuf", { P: 1, C: 1, B: 1, K: 1 }, 53],
    ["bbuf", { P: 2, C: 2, B: 1, K: 1 }, 2103],
    ["rw", { R: 1, W: 1 }, 31],
    ["rw", { R: 2, W: 1 }, 123],
    ["indexer", { N: 3, MAX: 4 }, 125],
    ["filesystem", { N: 3 }, 729],
    ["lastzero", { N: 4 }, 416],
    ["bank", { N: 2, K: 2 }, 131],
    ["bank", { N: 3, K: 1 }, 334],
  ] as const)("%s %o: %i states, no error", (model, set, states) => {
    const exploration = explored(peerText(model), set);
    expect(exploration.statistics.complete).toBe(true);
    expect(exploration.statistics.states).toBe(states);
    expect(errors(exploration)).toEqual([]);
  });

  test("they are the ones that `npm run bench -- check` compares, and filter's, which has no fused form", () => {
    const checked = peers.flatMap(({ model, check }) => check.map((each) => ({ model, ...each })));
    expect(checked.filter(({ fused }) => fused === false).map(({ model }) => model)).toEqual(["filter"]);
    expect(checked).toHaveLength(15);
    for (const { model, set, states } of checked)
      expect([model, explored(peerText(model), set).statistics.states]).toEqual([model, states]);
  });

  test("disjoint threads multiply: indexer has (MAX + 1)^N states, filesystem 9^N", () => {
    for (const n of [1, 2, 4]) {
      expect(explored(peerText("indexer"), { N: n, MAX: 2 }).statistics.states).toBe(3 ** n);
      expect(explored(peerText("filesystem"), { N: n }).statistics.states).toBe(9 ** n);
    }
  });
});

describe("the faulty variants are found out", () => {
  test.each([
    ["counter", { N: 2, K: 2, BUG: 1 }, ["assertion"]],
    ["phil", { N: 4, ORD: 0 }, ["deadlock"]],
    ["peterson", { BUG: 1 }, ["assertion"]],
    ["bbuf", { P: 2, C: 2, B: 1, K: 1, BUG: 1 }, ["assertion", "deadlock"]],
    ["bbuf", { P: 2, C: 2, B: 1, K: 1, BUG: 2 }, ["deadlock"]],
    ["rw", { R: 2, W: 1, BUG: 1 }, ["assertion"]],
    ["bank", { N: 3, K: 1, ORD: 0 }, ["deadlock"]],
  ] as const)("%s %o: %o", (model, set, kinds) => {
    expect([...new Set(errors(explored(peerText(model), set)))].sort()).toEqual(kinds);
  });

  test("they are the ones that are checked against the other side", () => {
    const variants = peers.flatMap(({ model, faulty }) => faulty.map((set) => `${model} ${named(set)}`));
    expect(variants).toHaveLength(7);
    for (const { model, faulty } of peers)
      for (const set of faulty) expect(errors(explored(peerText(model), set))).not.toEqual([]);
  });
});

describe("both sides of a model", () => {
  test.each(
    peers.map(
      ({ model, sizes, check, faulty }) => [model, [...sizes, ...check.map(({ set }) => set), ...faulty]] as const,
    ),
  )("%s: have the parameters that are set", (model, sets) => {
    const promela = readFileSync(new URL(`../../bench/peers/${model}.pml`, import.meta.url), "utf8");
    const scenario = peerText(model);
    const names = [...new Set(sets.flatMap((set) => Object.keys(set)))];
    expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(promela))).toEqual([]);
    expect(names.filter((name) => !new RegExp(`^const ${name} = `, "m").test(scenario))).toEqual([]);
  });
});

describe("models of sim alone", () => {
  test("two threads that add once have 12 states", () => {
    expect(explored(counter(2, 1)).statistics.states).toBe(12);
  });

  test("two threads of two stores have 9 places to be, x before y", () => {
    const { statistics, outcomes } = explored(stores(2));
    expect(statistics.states).toBe(9);
    expect(outcomes.map(({ values }) => values.map(({ value }) => value))).toEqual([["1", "1"]]);
  });
});
