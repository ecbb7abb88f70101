// A search that is stopped is saved in a file; another run goes on from it.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { COUNTER, folder, simHere } from "./sim.js";

const SUMS = `scenario "Sums"
const N = 4
shared x = 0
thread add * 2:
    repeat N:
        x += 1
finally x == 2 * N
`;

const here = folder({
  "sums.scenario": SUMS,
  "other.scenario": COUNTER,
  "notes.txt": "not a checkpoint\n",
});
const explored = (...args: string[]): ReturnType<typeof simHere> =>
  simHere(here, ["explore", "sums.scenario", ...args]);
const bytes = (name: string): Buffer => readFileSync(join(here, name));

/** Stops after 30 states. */
async function saved(name: string, ...args: string[]): Promise<void> {
  await explored("--max-states", "30", "--checkpoint", name, "--quiet", ...args);
}

describe("sim explore --checkpoint", () => {
  test("a limit saves the search, and the last line says how to go on; nothing else is left behind", async () => {
    const plain = await explored("--max-states", "30");
    const { code, out, err } = await explored("--max-states", "30", "--checkpoint", "a.ckpt");
    expect({ code, out }).toEqual({ code: plain.code, out: plain.out });
    expect(err).toBe("the search was saved: the same command with --resume a.ckpt goes on from here\n");
    expect(readdirSync(here).filter((name) => name.includes("a.ckpt"))).toEqual(["a.ckpt"]);
  });

  test("a search that finishes writes nothing and deletes nothing", async () => {
    await saved("b.ckpt");
    const before = bytes("b.ckpt");
    const { err } = await explored("--checkpoint", "b.ckpt");
    expect(err).toBe("the search is over: b.ckpt was not written\n");
    expect(bytes("b.ckpt")).toEqual(before);
    await explored("--checkpoint", "c.ckpt");
    expect(readdirSync(here)).not.toContain("c.ckpt");
  });

  test("a file that is no checkpoint is not overwritten; a folder that is not there is told before the search", async () => {
    expect(await explored("--max-states", "30", "--checkpoint", "notes.txt")).toEqual({
      code: 2,
      out: "",
      err: "error: notes.txt is no checkpoint, and is not overwritten\nhint: Give another name.\n",
    });
    expect(bytes("notes.txt").toString()).toBe("not a checkpoint\n");
    const { code, err } = await explored("--checkpoint", "nowhere/a.ckpt");
    expect({ code, err }).toEqual({
      code: 2,
      err: "error: nowhere/a.ckpt cannot be written\nhint: Is there a folder nowhere to write to?\n",
    });
  });

  test("has no meaning where several searches are made, or none", async () => {
    expect((await explored("--interpreters", "--checkpoint", "a.ckpt")).err).toBe(
      "error: --checkpoint and --interpreters exclude each other\n",
    );
    expect((await explored("--sample", "pct", "--resume", "a.ckpt")).err).toBe(
      "error: --resume and --sample exclude each other\n",
    );
  });
});

describe("sim explore --resume", () => {
  test("after one stop or two: the report and the JSON of a run that was not stopped", async () => {
    const whole = await explored();
    expect(whole.code).toBe(1);
    await saved("d.ckpt");
    expect(await explored("--resume", "d.ckpt")).toEqual(whole);
    await explored("--resume", "d.ckpt", "--checkpoint", "d.ckpt", "--max-states", "60");
    expect(await explored("--resume", "d.ckpt")).toEqual(whole);
    expect(await explored("--resume", "d.ckpt", "--json")).toEqual(await explored("--json"));
  });

  test("another constant, option or scenario is named, and nothing is searched", async () => {
    await saved("e.ckpt", "--set", "N=3");
    const hint = "hint: Limits may differ when a search goes on, nothing else.\n";
    const refused = async (...args: string[]): Promise<string> => {
      const { code, out, err } = await explored("--resume", "e.ckpt", ...args);
      expect({ code, out }).toEqual({ code: 2, out: "" });
      return err;
    };
    expect(await refused()).toBe(`error: e.ckpt was written with --set N=3\n${hint}`);
    expect(await refused("--set", "N=5")).toBe(`error: e.ckpt was written with --set N=3\n${hint}`);
    expect(await refused("--set", "N=3", "--granularity", "statement")).toBe(
      `error: e.ckpt was written without --granularity\n${hint}`,
    );
    const other = await simHere(here, ["explore", "other.scenario", "--resume", "e.ckpt"]);
    expect(other.err).toBe(
      "error: e.ckpt belongs to another scenario\nhint: Or the scenario has been changed since.\n",
    );
  });

  test("a file that was cut off, or changed in one bit, is damaged", async () => {
    await saved("f.ckpt");
    const whole = bytes("f.ckpt");
    const damaged = {
      code: 2,
      out: "",
      err: "error: f.ckpt is damaged\nhint: The search has to start over, without --resume.\n",
    };
    writeFileSync(join(here, "f.ckpt"), whole.subarray(0, whole.length - 1));
    expect(await explored("--resume", "f.ckpt")).toEqual(damaged);
    const changed = Buffer.from(whole);
    changed[whole.length - 20] ^= 1;
    writeFileSync(join(here, "f.ckpt"), changed);
    expect(await explored("--resume", "f.ckpt")).toEqual(damaged);
  });

  test("what is missing, or something else, is said to be that", async () => {
    expect((await explored("--resume", "g.ckpt")).err).toBe("error: there is no file g.ckpt\n");
    expect((await explored("--resume", "notes.txt")).err).toBe(
      "error: notes.txt is no checkpoint\nhint: `--checkpoint` writes one.\n",
    );
  });

  test("a file in which snapshots have another form is not read, but may be overwritten", async () => {
    await saved("i.ckpt");
    const text = bytes("i.ckpt").toString("latin1");
    writeFileSync(join(here, "i.ckpt"), Buffer.from(text.replace("sim checkpoint 4", "sim checkpoint 3"), "latin1"));
    expect((await explored("--resume", "i.ckpt")).err).toBe(
      "error: i.ckpt was written by another version of sim\nhint: The search has to start over, without --resume.\n",
    );
    await saved("i.ckpt");
    expect(bytes("i.ckpt").toString("latin1")).toContain("sim checkpoint 4");
  });

  test("a file of another version of sim names both", async () => {
    await saved("h.ckpt");
    const text = bytes("h.ckpt").toString("latin1");
    writeFileSync(join(here, "h.ckpt"), Buffer.from(text.replace(/"sim":"[^"]*"/, '"sim":"0.0.1"'), "latin1"));
    expect((await explored("--resume", "h.ckpt")).err).toMatch(
      /^error: h\.ckpt was written by sim 0\.0\.1; this is sim /,
    );
  });
});
