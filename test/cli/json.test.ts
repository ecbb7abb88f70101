// `--json`: one document, as its published schema says, whatever comes.
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { COUNTER, LOCKED, folder, simHere } from "./sim.js";

const schemas = new URL("../../src/report/", import.meta.url);
const ajv = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true });
for (const name of readdirSync(schemas).filter((each) => each.endsWith(".schema.json")))
  ajv.addSchema(JSON.parse(readFileSync(new URL(name, schemas), "utf8")) as object, name);

const here = folder({
  "counter.scenario": `${COUNTER}expect lost update on counter\n`,
  "locked.scenario": LOCKED,
  "missed.scenario": `${LOCKED}expect deadlock\n`,
  "broken.scenario": "thread t:\n    x =\n",
  "odd.scenario": "thread t:\n    total = 0\nshared totals = 1\n",
  "stuck.scenario":
    "shared l = Lock()\nthread t * 2:\n    print('hi')\n    l.acquire()\n    sleep 1s\noption time = timed\n",
  "round.scenario": "shared n = 0\nthread t:\n    while True:\n        n = 1 - n\n",
});
const shipped = fileURLToPath(new URL("../../scenarios/", import.meta.url));

/** What it prints, read; `errors` by the schema. */
async function document(schema: string, args: readonly string[], cwd = here): Promise<{ said: object; code: unknown }> {
  const { code, out } = await simHere(cwd, [...args, "--json"]);
  const said = JSON.parse(out) as object;
  const validate = ajv.getSchema(`${schema}.schema.json`);
  expect(validate?.(said), JSON.stringify(validate?.errors)).toBe(true);
  return { said, code };
}

describe("a run as JSON", () => {
  test.each([
    ["locked.scenario", 0],
    ["counter.scenario", 1],
    ["stuck.scenario", 1],
  ])("%s", async (file, code) => {
    expect((await document("run", ["run", file])).code).toBe(code);
  });

  test("of a schedule, with a round and with what was printed before it", async () => {
    const { said } = await document("run", ["replay", "stuck.scenario", "a1"]);
    expect(said).toMatchObject({
      printed: [
        { unit: "t[0]", text: "hi" },
        { unit: "t[1]", text: "hi" },
      ],
    });
    expect((await document("run", ["replay", "round.scenario", "(a4)*"])).said).toMatchObject({ loop: 0 });
  });

  test("of scenarios of all kinds", async () => {
    const names = readdirSync(shipped).filter((name) => name.endsWith(".scenario"));
    expect(names.length).toBeGreaterThan(50);
    for (const name of names.filter((_, i) => i % 8 === 0))
      await document("run", ["run", name, "--seed", "3", "--strategy", "random"], shipped);
  });
});

describe("other commands as JSON", () => {
  test("explore, stopped, with an estimate", async () => {
    const { said, code } = await document("exploration", ["explore", "locked.scenario", "--max-states", "3"]);
    expect(code).toBe(3);
    expect(said).toMatchObject({ estimate: { interleavings: { value: "2" }, runs: 30 } });
  });

  test("explore --interpreters", async () => {
    const { said } = await document("interpreters", ["explore", "counter.scenario", "--interpreters"]);
    expect((said as { explorations: unknown[] }).explorations.length).toBeGreaterThan(5);
  });

  test("test: passed, missed, invalid", async () => {
    const { said, code } = await document("test", ["test"]);
    expect(code).toBe(2);
    expect(said).toMatchObject({ summary: { scenarios: 7, passed: 3, failed: 4 } });
  });

  test("check: what is wrong, where, and what to do", async () => {
    const files = ["locked.scenario", "broken.scenario", "odd.scenario"];
    const { said, code } = await document("check", ["check", ...files]);
    expect(code).toBe(2);
    expect(said).toMatchObject({
      files: [
        { file: "locked.scenario", valid: true, diagnostics: [] },
        { file: "broken.scenario", valid: false, diagnostics: [{ severity: "error", line: 2 }] },
        {
          valid: true,
          diagnostics: [{ code: "E226", severity: "warning", line: 2, column: 5, endLine: 2, endColumn: 10 }],
        },
      ],
    });
    expect((await document("check", ["check", "locked.scenario"])).code).toBe(0);
  });
});
