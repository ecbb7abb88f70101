// Wrong use: a sentence, a hint, exit 2. Never a stack trace.
import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { COUNTER, LOCKED, folder, sim, simHere } from "./sim.js";

const here = folder({
  "counter.scenario": COUNTER,
  "nul.scenario": "shared x = 1\0\n",
  "latin.scenario": Buffer.from([0x73, 0xe9, 0x0a]),
  "secret.scenario": LOCKED,
});
mkdirSync(join(here, "folder"));

describe("wrong use of the command line", () => {
  test.each<[readonly string[], string]>([
    [["explroe", "x"], "error: there is no command explroe\nhint: Did you mean `sim explore`?\n"],
    [
      ["counter.scenario"],
      "error: there is no command counter.scenario\nhint: Did you mean `sim explore counter.scenario`?\n",
    ],
    [
      ["frobnicate"],
      "error: there is no command frobnicate\nhint: The commands are explore, run, replay, time, test, check, explain, calibrate.\n",
    ],
    [["explore"], "error: FILE is missing\nhint: The command is `sim explore FILE`; `sim explore --help` says more.\n"],
    [
      ["replay", "counter.scenario"],
      "error: SCHEDULE… is missing\nhint: The command is `sim replay FILE SCHEDULE…`; `sim replay --help` says more.\n",
    ],
    [["explore", "counter.scenario", "--jsn"], "error: there is no option --jsn\nhint: Did you mean --json?\n"],
    [
      ["explore", "counter.scenario", "--max-statez=3"],
      "error: there is no option --max-statez\nhint: Did you mean --max-states?\n",
    ],
    [["explore", "counter.scenario", "more"], "error: one argument too many: more\n"],
    [
      ["explore", "counter.scenario", "--interpreter", "cpython3.12"],
      "error: --interpreter cpython3.12: there is no such interpreter\nhint: Did you mean cpython-3.12?\n",
    ],
    [
      ["explore", "counter.scenario", "--interpreter", "any", "--interpreters"],
      "error: --interpreters and --interpreter exclude each other\n",
    ],
    [
      ["explore", "counter.scenario", "--max-states", "many"],
      "error: --max-states many: not a whole number of at least 1\nhint: For instance 8, 100_000 or 10M.\n",
    ],
    [
      ["explore", "counter.scenario", "--max-states", "0"],
      "error: --max-states 0: not a whole number of at least 1\nhint: For instance 8, 100_000 or 10M.\n",
    ],
    [
      ["explore", "counter.scenario", "--max-time", "soon"],
      "error: --max-time soon: not a duration\nhint: For instance --max-time 60s, 500ms or 2min.\n",
    ],
    [
      ["explore", "counter.scenario", "--max-memory", "lots"],
      "error: --max-memory lots: not an amount of memory\nhint: For instance --max-memory 4G or 512M.\n",
    ],
    [
      ["explore", "counter.scenario", "--set", "N"],
      "error: --set N: not of the form NAME=VALUE\nhint: For instance --set N=5.\n",
    ],
    [
      ["explore", "counter.scenario", "--runs", "7"],
      "error: --runs has no meaning here\nhint: Only with --sample, for instance --sample pct.\n",
    ],
    [
      ["explore", "counter.scenario", "--seed", "7"],
      "error: --seed has no meaning here\nhint: Only with --sample, for instance --sample pct.\n",
    ],
    [
      ["explore", "counter.scenario", "--sample", "pos", "--depth", "3"],
      "error: --depth has no meaning here\nhint: Only with --sample pct.\n",
    ],
    [
      ["explore", "counter.scenario", "--resume", "."],
      "error: . is a folder\nhint: Give the file that `--checkpoint` wrote.\n",
    ],
    [
      ["explore", "counter.scenario", "--sample", "PCT"],
      "error: --sample PCT: there is no such sample\nhint: Did you mean pct?\n",
    ],
    [
      ["explore", "counter.scenario", "--sample", "pct", "--depth", "0"],
      "error: --depth 0: not a whole number of at least 1\nhint: For instance 8, 100_000 or 10M.\n",
    ],
    [
      ["explore", "counter.scenario", "--sample", "pct", "--interpreters"],
      "error: --interpreters and --sample exclude each other\n",
    ],
    [["explain", "E999"], "error: there is no diagnostic and no kind of finding E999\nhint: Did you mean E009?\n"],
    [["test", "nowhere"], "error: there is no file or folder nowhere\n"],
    [["test", "folder"], "error: there is no *.scenario file to test\n"],
  ])("sim %j", async (args, message) => {
    expect(await simHere(here, args)).toEqual({ code: 2, out: "", err: message });
  });

  test("no command at all prints the help, on standard error", async () => {
    const { code, out, err } = await simHere(here, []);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/^sim <command>\n/);
  });
});

describe("files that cannot be read", () => {
  test.each<[string, string]>([
    ["counter.scenari", "error: there is no file counter.scenari\nhint: Did you mean counter.scenario?\n"],
    ["counter", "error: there is no file counter\nhint: Did you mean counter.scenario?\n"],
    ["nowhere/x.scenario", "error: there is no file nowhere/x.scenario\nhint: There is no folder nowhere either.\n"],
    ["folder", "error: folder is a folder\nhint: `sim test folder` checks every scenario in it.\n"],
    [
      "nul.scenario",
      "error: nul.scenario is not text: it contains NUL bytes\nhint: A scenario is a UTF-8 text file.\n",
    ],
    ["latin.scenario", "error: latin.scenario is not UTF-8 text\nhint: Save it as UTF-8.\n"],
    ["/dev/zero", "error: /dev/zero is larger than 16 MB\nhint: A scenario is a page of text.\n"],
  ])("%s", async (file, message) => {
    expect(await simHere(here, ["explore", file])).toEqual({ code: 2, out: "", err: message });
  });

  test.skipIf(process.getuid?.() === 0)("one without permission", () => {
    chmodSync(join(here, "secret.scenario"), 0);
    expect(sim(here, ["explore", "secret.scenario"]).err).toBe(
      "error: secret.scenario cannot be read: permission denied\n",
    );
  });

  test("a byte order mark and Windows line ends are no problem", () => {
    expect(sim(here, ["explore", "-", "--quiet"], { input: `\ufeff${LOCKED.replaceAll("\n", "\r\n")}` }).code).toBe(0);
  });

  test("an empty file is a scenario in which nothing happens", () => {
    const { code, err } = sim(here, ["explore", "-", "--quiet"], { input: "" });
    expect([0, 2]).toContain(code);
    expect(err).not.toMatch(/ at .*\.js/);
  });
});

describe("help", () => {
  test("every command has its own, with examples", () => {
    for (const command of ["explore", "run", "replay", "test", "check", "explain"]) {
      const { code, out } = sim(here, [command, "--help"]);
      expect(code).toBe(0);
      expect(out).toMatch(/\nExamples:\n {2}sim /);
    }
  });

  test("the version is the package's", () => {
    expect(sim(here, ["--version"]).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test("a completion script for the shell", () => {
    expect(sim(here, ["completion"]).out).toContain("###-begin-sim-completions-###");
  });

  test("codes are explained, whatever their case, and listed", () => {
    expect(sim(here, ["explain", "e107"]).out).toMatch(/^E107 {2}/);
    expect(sim(here, ["explain"]).out).toMatch(/\nE107 {2}/);
  });

  test("kinds of findings are explained, listed, and named in the help", () => {
    expect(sim(here, ["explain", "never-awaited"]).out).toMatch(
      /^never-awaited {2}a coroutine is made and never run\n\n[^]*\n\nSee scenarios\/async-never-awaited\.scenario\.\n$/,
    );
    expect(sim(here, ["explain"]).out).toMatch(/\nstale-copy {2}/);
    expect(sim(here, ["explain", "never-awaitet"]).err).toContain("Did you mean never-awaited?");
    expect(sim(here, ["explain", "--help"]).out).toMatch(/unretrieved-\s*exception/);
  });
});
