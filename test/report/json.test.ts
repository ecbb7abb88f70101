// `--json` says what its published schema says: for hand-made explorations and for real ones.
import { readFileSync, readdirSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { explore } from "#sim/explorer/explore.js";
import { sample } from "#sim/explorer/sample.js";
import { compile } from "#sim/language/compile.js";
import { samplerNames } from "#sim/scheduler/strategies/index.js";
import { explorationJson, traceJson } from "#sim/report/json.js";
import { abba, exploration, finding, lostUpdate, outcome } from "./fixtures.js";

const schema = JSON.parse(
  readFileSync(new URL("../../src/report/exploration.schema.json", import.meta.url), "utf8"),
) as object;
const validate = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true }).compile(schema);
const folder = new URL("../../scenarios/", import.meta.url);

/** As a reader gets it. */
function printed(document: unknown): unknown {
  return JSON.parse(JSON.stringify(document));
}

function errors(document: unknown): unknown {
  validate(printed(document));
  return validate.errors ?? null;
}

describe("exploration as JSON", () => {
  test("a made-up exploration with everything in it fits the schema", () => {
    const all = exploration({
      verdict: "violated",
      limit: { name: "time", option: "--max-time 1s", message: "stopped after 1 s" },
      properties: [
        {
          name: "n == 1",
          kind: "finally",
          verdict: "violated",
          schedule: "a1",
          place: { line: 1, column: 1, endLine: 1, endColumn: 2 },
        },
      ],
      findings: [
        finding(lostUpdate, {
          interpreters: [{ name: "any", happens: true }],
          causes: [{ kind: "check-then-act", about: "x", message: "m", place: null }],
        }),
        finding(abba, { kind: "deadlock", about: null, cycle: [0, 1] }),
      ],
      outcomes: [outcome([["n", "1"]], { interleavings: null, share: null, end: "failed" })],
      estimate: { interleavings: { value: 2n ** 70n, error: 0.5, walks: 30 }, states: 100, runs: 30 },
    });
    expect(errors(explorationJson(all))).toBeNull();
  });

  test("the schema refuses another version, unknown fields and counts as numbers", () => {
    const good = explorationJson(exploration());
    expect(errors(good)).toBeNull();
    expect(errors({ ...good, schema: 2 })).not.toBeNull();
    expect(errors({ ...good, more: 1 })).not.toBeNull();
    expect(errors({ ...good, statistics: { ...(good["statistics"] as object), interleavings: 6 } })).not.toBeNull();
  });

  test("counts are decimal strings of any size; small integers, booleans and None are JSON's own", () => {
    const values = [
      ["n", "1"],
      ["ok", "True"],
      ["none", "None"],
      ["list", "[1, 2]"],
      ["big", "12345678901234567890"],
      ["text", "'1'"],
    ] as const;
    const { outcomes } = explorationJson(
      exploration({ outcomes: [outcome(values, { interleavings: 137846528820n, share: 1 })] }),
    );
    expect(outcomes).toEqual([
      {
        values: { n: 1, ok: true, none: null, list: "[1, 2]", big: "12345678901234567890", text: "'1'" },
        end: "completed",
        interleavings: "137846528820",
        share: 1,
        preemptions: 0,
        steps: 4,
        schedule: "a2b2",
      },
    ]);
  });

  test("a finding has one sentence for each step, and a deadlock every blocked unit", () => {
    const document = printed(
      explorationJson(exploration({ findings: [finding(abba, { kind: "deadlock", about: null, cycle: [0, 1] })] })),
    );
    expect(document).toMatchObject({
      findings: [
        {
          kind: "deadlock",
          title: "deadlock",
          explanation: ["ab acquires lock_a", "ba acquires lock_b"],
          cycle: ["ab", "ba"],
          blocked: [
            { unit: "ab", line: 15, waitsFor: "lock_b", primitive: "Lock", holders: [{ unit: "ba", line: 19 }] },
            { unit: "ba", line: 20, waitsFor: "lock_a", primitive: "Lock", holders: [{ unit: "ab", line: 14 }] },
          ],
        },
      ],
    });
  });

  test("a search that keeps hashes fits the schema", () => {
    const { program } = compile("shared x = 0\nthread t * 2:\n    x += 1\n");
    if (program === null) throw new Error("it does not compile");
    const document = explorationJson(explore(program, { compact: true }));
    expect(errors(document)).toBeNull();
    expect(document).toMatchObject({ verdict: "violated", compaction: { bits: 64, missed: 66 / 2 ** 64 } });
    expect(errors({ ...document, compaction: { bits: 64 } })).not.toBeNull();
  });

  test.each(samplerNames)("drawn runs fit the schema: %s", (sampler) => {
    const text = "shared x = 0\nthread t * 2:\n    x += 1\nfinally x == 2\n";
    const { program } = compile(text, { file: "x" });
    if (program === null) throw new Error("does not compile");
    const document = explorationJson(sample(program, { sampler, runs: 20 }));
    expect(errors(document)).toBeNull();
    expect(document).toMatchObject({ sample: { sampler, runs: 20, interleavingsEstimate: { value: "6" } } });
    expect(errors(explorationJson(sample(program, { sampler, interrupted: () => true })))).toBeNull();
    const { sample: facts, ...rest } = document;
    expect(errors({ ...rest, sample: { ...(facts as object), more: 1 } })).not.toBeNull();
  });

  test("a run has its steps, schedule and end", () => {
    expect(printed(traceJson(lostUpdate))).toMatchObject({
      schema: 1,
      end: "completed",
      schedule: "a1b2a1",
      steps: 4,
      preemptions: 1,
      outcome: { counter: 1 },
    });
  });

  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".scenario"))
    .sort();
  test.each(names)("%s fits the schema", (name) => {
    const { program } = compile(readFileSync(new URL(name, folder), "utf8"), { file: name });
    if (program === null) throw new Error(`${name} does not compile`);
    expect(errors(explorationJson(explore(program, { maxStates: 20_000 })))).toBeNull();
  });
});
