// `sim explore FILE --shrink`: what it prints and writes, and what it refuses.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { COUNTER, LOCKED, folder, simHere } from "./sim.js";

const here = folder({
  "big.scenario": COUNTER.replace("* 2", "* N").replace("shared", "const N = 2\nshared unused = 1\nshared"),
  "locked.scenario": LOCKED,
  "never.scenario": "shared x = 0\nthread t:\n    x = 1\nsometimes x == 2\n",
});

const SMALL = `scenario "One counter"

const N = 2

shared counter = 0

thread increment * N:
    counter += 1
`;

describe("sim explore --shrink", () => {
  test("prints the small scenario, how much smaller it is, and its finding; exit 1", async () => {
    const { code, out, err } = await simHere(here, ["explore", "big.scenario", "--shrink", "--set", "N=3"]);
    expect({ code, err }).toEqual({ code: 1, err: "" });
    const [head, facts, ...rest] = out.split("\n\n");
    expect(head.split("\n")[0]).toBe("✗ violated · big.scenario — One counter");
    expect(facts.replaceAll("\n", " ")).toMatch(
      /^shrunk from 7 statements, 3 units, 59 states to 5 statements, 2 units, 12 states; \d+ smaller scenarios explored$/,
    );
    expect(`${rest.join("\n\n")}\n`).toContain(SMALL);
    expect(out).toContain("\n✗ lost update on counter\n  increment[0] reads counter on line 8 and finds 0.");
    expect(out).toContain("\n  schedule a1b2a1 · 4 steps, 1 preemption\n");
    expect(out).toContain("\n  on     cpython-3.8 to 3.9 and free-threaded;");
  });

  test("writes it to a file", async () => {
    const { code, out } = await simHere(here, ["explore", "big.scenario", "--shrink", "-o", "small.scenario"]);
    expect(code).toBe(1);
    expect(out).toMatch(/\nwritten to small\.scenario\n$/);
    expect(readFileSync(join(here, "small.scenario"), "utf8")).toBe(SMALL);
    const refused = await simHere(here, ["explore", "big.scenario", "--shrink", "-o", "no/small.scenario"]);
    expect(refused.code).toBe(2);
    expect(refused.err).toBe("error: no/small.scenario cannot be written\nhint: Is there a folder no to write to?\n");
  });

  test("as JSON: the document of the exploration, and one more field, as the schema says", async () => {
    const { out } = await simHere(here, ["explore", "big.scenario", "--shrink", "--json"]);
    const document: unknown = JSON.parse(out);
    expect(document).toMatchObject({
      file: "big.scenario",
      verdict: "violated",
      shrunk: { text: SMALL, finding: { kind: "lost-update", schedule: "a1b2a1" }, limit: null },
    });
    const schema = new URL("../../src/report/exploration.schema.json", import.meta.url);
    const valid = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
      JSON.parse(readFileSync(schema, "utf8")) as object,
    );
    expect([valid(document), valid.errors]).toEqual([true, null]);
  });

  test("says why there is nothing to shrink; the exit code is that of the verdict", async () => {
    const holds = await simHere(here, ["explore", "locked.scenario", "--shrink"]);
    expect(holds.code).toBe(0);
    expect(holds.out).toMatch(/\n\nNothing to shrink: no finding makes the verdict `violated`\.\n$/);
    const never = await simHere(here, ["explore", "never.scenario", "--shrink"]);
    expect(never.code).toBe(1);
    expect(never.out).toMatch(
      /\n\nNothing to shrink: no run shows what is violated, since something never happens\.\n$/,
    );
    const other = await simHere(here, ["explore", "big.scenario", "--shrink", "--finding", "deadlock"]);
    expect(other.code).toBe(1);
    expect(other.out.replaceAll("\n", " ")).toContain(
      "Nothing to shrink: there is no finding deadlock. There is lost update on counter (--finding lost-update:counter)",
    );
    const json = await simHere(here, ["explore", "locked.scenario", "--shrink", "--json"]);
    expect(JSON.parse(json.out)).toMatchObject({ verdict: "holds", shrunk: null });
  });

  test("takes the finding that is asked for, and refuses a kind that there is not", async () => {
    const { out } = await simHere(here, ["explore", "big.scenario", "--shrink", "--finding", "data-race:counter"]);
    expect(out).toContain("\n! data race on counter\n");
    const { code, err } = await simHere(here, ["explore", "big.scenario", "--shrink", "--finding", "data-rase"]);
    expect(code).toBe(2);
    expect(err).toBe("error: --finding data-rase: there is no such kind of finding\nhint: Did you mean data-race?\n");
  });

  test("options that belong to it are refused without it", async () => {
    for (const option of ["finding", "output"]) {
      const { code, err } = await simHere(here, ["explore", "big.scenario", `--${option}`, "x"]);
      expect({ code, err }).toEqual({ code: 2, err: `error: --${option} needs --shrink\n` });
    }
    const { code } = await simHere(here, ["explore", "big.scenario", "--shrink", "--interpreters"]);
    expect(code).toBe(2);
  });

  test("with --quiet it is the verdict", async () => {
    const { out } = await simHere(here, ["explore", "big.scenario", "--shrink", "--quiet"]);
    expect(out).toBe("✗ violated · big.scenario — One counter\n");
  });
});
