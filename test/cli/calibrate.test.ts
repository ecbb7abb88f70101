// `sim calibrate`, with Pythons made for the purpose and with a real one; and what the costs of a run are made of.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import type { CostArguments } from "#sim/cli/costs.js";
import { costsFor } from "#sim/cli/costs.js";
import { UsageError } from "#sim/cli/exit.js";
import { compile } from "#sim/language/compile.js";
import type { Program } from "#sim/programs/program.js";
import { defaultCosts, parameterNames } from "#sim/timing/parameters.js";
import type { Calibration } from "#sim/timing/calibration.js";
import { folder, sim } from "./sim.js";

const bin = fileURLToPath(new URL("../../bin/sim.js", import.meta.url));
const posix = process.platform !== "win32";

/** A Python that says its version, and then does what a shell script does. */
function python(script: string, version = "3 12"): string {
  return `#!/bin/sh\ncase "$1" in -c) echo Python ${version}; exit;; esac\n${script}\n`;
}

/** A folder with a `python3` of its own on the PATH. */
function withPython(text: string): { here: string; env: Record<string, string> } {
  const here = folder();
  mkdirSync(join(here, "bin"));
  writeFileSync(join(here, "bin", "python3"), text, { mode: 0o755 });
  return { here, env: { PATH: `${join(here, "bin")}:${process.env["PATH"] ?? ""}` } };
}

const MEASURED = { python: "3.12.1", platform: "Linux x86_64", costs: { cores: 2, lock: 4e-8 }, notes: ["spawn: no"] };
const good = python(`echo 'measuring locks' >&2\necho '${JSON.stringify(MEASURED)}'`);

describe.runIf(posix)("sim calibrate", () => {
  test("writes what Python measured, and prints it beside the defaults", () => {
    const { here, env } = withPython(good);
    const { code, out, err } = sim(here, ["calibrate"], { env });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^Python 3\.12\.1 on Linux x86_64\n/);
    expect(out).toMatch(/^ {2}parameter +measured +default {2}meaning\n {2}cores +2 +4 {2}cores of the machine$/m);
    expect(out).toMatch(/^ {2}lock +40 ns +30 ns {2}acquiring/m);
    expect(out).toMatch(/^ {2}rlock +– +70 ns {2}acquiring/m);
    expect(out).toMatch(/^Not measured, so at their defaults: parallel_slowdown, os_slice,/m);
    expect(out).toMatch(/^! spawn: no$/m);
    expect(out.split("\n").filter((line) => line.length > 80)).toEqual([]);
    const written = JSON.parse(readFileSync(join(here, "calibration.json"), "utf8")) as Calibration;
    expect(written).toEqual({ schema: 1, ...MEASURED, date: written.date });
  });

  test("--json prints the document; another file, another Python; an old calibration is replaced", () => {
    const { here } = withPython(good);
    const words = ["calibrate", "-o", "a.json", "--python", "./bin/python3", "--quick", "--json"];
    expect(sim(here, words).code).toBe(0);
    const { code, out } = sim(here, words);
    expect(code).toBe(0);
    expect(out).toBe(readFileSync(join(here, "a.json"), "utf8"));
    expect(readdirSync(here).sort()).toEqual(["a.json", "bin"]);
  });

  test.each<[string, string, string]>([
    ["one that is too old", python("", "3 7"), "python3 is Python 3.7; measuring takes 3.8 or later"],
    ["one that is no Python", "#!/bin/sh\necho hello\n", "python3 is no Python that works"],
    ["one that does not start", "#!/bin/sh\nexit 1\n", "python3 is no Python that works"],
    ["one that fails", python("echo 'Error: why' >&2\nexit 1"), "python3 could not measure: Error: why"],
    ["one that prints nothing", python(""), "python3 could not measure: it printed no result"],
    ["one that prints something else", python("echo null"), "what python3 measured: `costs` is no object"],
    [
      "one that measures nonsense",
      python(`echo '{"costs":{"lock":-1}}'`),
      "what python3 measured: `lock` is -1, which is less than zero",
    ],
  ])("%s: a sentence, and no file", (_, text, message) => {
    const { here, env } = withPython(text);
    const { code, out, err } = sim(here, ["calibrate"], { env });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err.split("\n")[0]).toBe(`error: ${message}`);
    expect(readdirSync(here)).toEqual(["bin"]);
  });

  test("no Python at all", () => {
    expect(sim(folder(), ["calibrate", "--python", "pyhton3"])).toEqual({
      code: 2,
      out: "",
      err: "error: there is no pyhton3 to measure with\nhint: `--python` names another: --python python3.12, or a path.\n",
    });
  });

  test("a file that cannot be written is told before anything is measured", () => {
    const here = folder({ "my.scenario": "shared x = 1\n" });
    mkdirSync(join(here, "folder"));
    const errors = ["folder", "nowhere/c.json", "my.scenario"].map(
      (path) => sim(here, ["calibrate", "-o", path, "--python", "none"]).err.split("\n")[0],
    );
    expect(errors).toEqual([
      "error: folder is a folder",
      "error: nowhere/c.json cannot be written",
      "error: my.scenario is no calibration, and is not overwritten",
    ]);
  });

  test("Ctrl-C ends Python with all it started, and leaves no file", async () => {
    const { here, env } = withPython(python("sleep 60 & echo $! > sleeping\necho started >&2\nwait"));
    const child = spawn(process.execPath, [bin, "calibrate"], { cwd: here, env: { ...process.env, ...env } });
    let err = "";
    child.stderr.on("data", (text: Buffer) => (err += text.toString()));
    while (!existsSync(join(here, "sleeping"))) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill("SIGINT");
    // Not before the pipes are closed that `sleep` has inherited: it would keep them open for a minute.
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect({ code, err }).toEqual({ code: 130, err: "interrupted: calibration.json was not written\n" });
    expect(readdirSync(here).sort()).toEqual(["bin", "sleeping"]);
  });
});

const real = spawnSync("python3", ["-c", "import sys; sys.exit(sys.version_info < (3, 8))"]).status === 0;

test.runIf(posix && real)("a real Python: all parameters are measured, and the file fits its schema", () => {
  const here = folder();
  const { code, out } = sim(here, ["calibrate", "--quick", "--json"]);
  expect(code).toBe(0);
  const measured = JSON.parse(out) as Calibration;
  const schema = readFileSync(new URL("../../src/timing/calibration.schema.json", import.meta.url), "utf8");
  const fits = new Ajv({ strict: true, formats: { "date-time": true } }).compile(JSON.parse(schema) as object);
  expect(fits(measured)).toBe(true);
  const lacking = parameterNames.filter((name) => !Object.hasOwn(measured.costs, name));
  expect(lacking.length === 0 || measured.notes.length > 0).toBe(true);
  for (const name of ["lock", "thread_create", "wake_up", "task_switch", "instruction"] as const)
    expect(measured.costs[name]).toBeGreaterThan(0);
});

describe("the costs of a run", () => {
  const here = folder({
    "two.json": '{"schema":1,"costs":{"cores":2,"lock":4e-8,"switch_interval":0.002}}',
    "bad.json": '{"schema":1,"costs":{"lokc":1}}',
  });
  const program = (options: string): Program => {
    const { program, diagnostics } = compile(`${options}\nthread t:\n    pass\n`, { file: join(here, "a.scenario") });
    expect(diagnostics).toEqual([]);
    return program!;
  };
  const complaint = (args: CostArguments): string => {
    try {
      costsFor(args, program(""));
    } catch (error) {
      if (error instanceof UsageError) return `${error.message} / ${error.hint ?? ""}`;
      throw error;
    }
    return "none";
  };

  test("are the defaults", () => {
    expect(costsFor({}, program(""))).toEqual(defaultCosts);
  });

  test("come from a calibration, of the command line or besides the scenario", () => {
    const measured = { ...defaultCosts, cores: 2, lock: 4e-8, switch_interval: 0.002 };
    expect(costsFor({ calibration: join(here, "two.json") }, program(""))).toEqual(measured);
    for (const name of ["two.json", '"two.json"', "'two.json'", `"${join(here, "two.json")}"`])
      expect(costsFor({}, program(`option calibration = ${name}`))).toEqual(measured);
  });

  test("of the command line beat the scenario's, which beat the calibration's", () => {
    const scenario = program("option calibration = two.json\noption cores = 3\noption switch_interval = 1ms");
    expect(costsFor({}, scenario)).toMatchObject({ cores: 3, switch_interval: 0.001, lock: 4e-8 });
    const args = { cores: "8", switchInterval: "100us", cost: ["lock=1us", "cores=5", "lock=50ns"] };
    expect(costsFor(args, scenario)).toMatchObject({ cores: 8, switch_interval: 1e-4, lock: 5e-8 });
  });

  test("are written with a unit or in seconds", () => {
    const written = ["5ms", "0.005", "5e-3", "5000us", "5000 µs", ".005s", "5000000ns"];
    const read = written.map((text) => costsFor({ cost: [`wake_up=${text}`] }, program("")).wake_up.toPrecision(6));
    expect(new Set(read)).toEqual(new Set(["0.00500000"]));
  });

  test.each<[CostArguments, string]>([
    [
      { calibration: join("nowhere", "c.json") },
      "there is no file nowhere/c.json / There is no folder nowhere either.",
    ],
    [{ cost: ["lock"] }, "--cost lock: not of the form NAME=VALUE / For instance --cost lock=40ns."],
    [{ cost: ["lokc=1us"] }, "--cost lokc=1us: there is no parameter `lokc` / Did you mean lock?"],
    [{ cost: ["lock=fast"] }, "--cost lock=fast: not a number / For instance 20us, 5ms or 1e-6."],
    [{ cost: ["lock=-1us"] }, "--cost lock=-1us: less than zero / For instance 20us, 5ms or 1e-6."],
    [{ cost: ["lock=1e999"] }, "--cost lock=1e999: not a number / For instance 20us, 5ms or 1e-6."],
    [{ cost: ["gil_requester_share=2"] }, "--cost gil_requester_share=2: more than one / For instance 0.3."],
    [{ cost: ["gil_requester_share=1ms"] }, "--cost gil_requester_share=1ms: not a number / For instance 0.3."],
    [{ cores: "0" }, "--cores 0: less than one / For instance 4."],
    [{ cores: "1.5" }, "--cores 1.5: not a whole number / For instance 4."],
    [{ switchInterval: "0" }, "--switch-interval 0: not more than zero / For instance 20us, 5ms or 1e-6."],
  ])("%j", (args, message) => {
    expect(complaint(args)).toBe(message);
  });

  test("an unknown name in a file is told with the file and the name that was meant", () => {
    const bad = join(here, "bad.json");
    expect(complaint({ calibration: bad })).toBe(`${bad}: there is no parameter \`lokc\` / Did you mean lock?`);
  });

  test("no name of a file is told where it stands", () => {
    const { diagnostics } = compile('option calibration = "\nthread t:\n    pass\n');
    expect(diagnostics.map(({ code, expected }) => [code, expected])).toEqual([
      ["E232", 'the name of a file, such as `"calibration.json"`'],
    ]);
  });
});
