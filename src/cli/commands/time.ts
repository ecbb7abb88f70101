/** `sim time FILE`: how long it takes, and which strategy to use. */
import type { Argv } from "yargs";
import type { CompareOptions } from "../../comparing/question.js";
import type { Comparison } from "../../comparing/comparison.js";
import type { SweepValue } from "../../comparing/sweep.js";
import type { Makespan } from "../../explorer/makespan.js";
import { interpreterNames } from "../../programs/interpreters.js";
import type { Program } from "../../programs/program.js";
import type { Strategy } from "../../programs/strategy.js";
import { nanosecondsIn } from "../../programs/time-units.js";
import type { Timeline } from "../../timing/timeline.js";
import type { Command } from "../command.js";
import { costOptions, costsFor } from "../costs.js";
import type { CostArguments } from "../costs.js";
import { EXIT, ScenarioError, UsageError } from "../exit.js";
import { commonOptions, limitOptions, limitsOf, settingsOf, worldOf } from "../options.js";
import type { CommonArguments, LimitArguments, ScenarioArguments } from "../options.js";
import { parseCount } from "../quantities.js";
import { print, reportOptions } from "../terminal.js";
import { refuseUnwritable, writeWhole } from "../write.js";

interface TimeArguments
  extends CommonArguments, CostArguments, LimitArguments, Pick<ScenarioArguments, "set" | "interpreter"> {
  readonly schedules?: boolean;
  readonly file: string;
  readonly workers?: string;
  readonly strategy?: readonly string[];
  readonly show?: string;
  readonly worth?: string;
  readonly sweep?: readonly string[];
  readonly svg?: string;
  readonly seed?: string;
  readonly full?: boolean;
}

export const timeCommand: Command = {
  usage: "time <file>",
  describe: "How long it takes: threads, processes, asyncio; which to use",
  examples: [
    ["$0 time f.scenario", "its jobs under every strategy, or the scenario as it stands"],
    ["$0 time f.scenario --strategy 'threads(16)' --full", "one strategy, with everything about it"],
    ["$0 time f.scenario --sweep workers 1..16", "how the speed-up grows"],
    ["$0 time f.scenario --sweep WORK 1ms,10ms,100ms", "the same for a constant of the scenario"],
    ["$0 time f.scenario --cores 2 --calibration mine.json", "on another machine: see `sim calibrate`"],
    ["$0 time f.scenario --schedules", "without jobs: at best and at worst, whoever runs first"],
    ["$0 time f.scenario --svg chart.svg", "the chart as a picture"],
    ["$0 time f.scenario --show 'processes(4)'", "the scenario that is timed for a strategy"],
  ],
  options: (yargs) => optionsOf(yargs),
  run: (args) => time(args as unknown as TimeArguments),
};

function optionsOf(yargs: Argv): Argv {
  const text = { type: "string", requiresArg: true } as const;
  const own = yargs
    .positional("file", { type: "string", demandOption: true, describe: "a .scenario file, - for standard input" })
    .option("workers", { ...text, describe: "threads, where the scenario does not say" })
    .option("strategy", { ...text, array: true, nargs: 1, describe: "only this one, e.g. 'threads(8)'" })
    .option("show", { ...text, describe: "print the scenario that is timed for this strategy" })
    .option("worth", { ...text, describe: "the speed-up that is worth the trouble, 1.5 unless told" })
    .option("sweep", {
      type: "string",
      array: true,
      nargs: 2,
      describe:
        "NAME VALUES: workers, cores, jobs or a constant; 1..8 or 1,2,4 or 1ms,5ms; a time without unit is in seconds",
    })
    .option("svg", { ...text, describe: "a file for the chart as SVG" })
    .option("seed", { ...text, describe: "of what CPython leaves open, 0 unless told" })
    .option("set", { type: "string", array: true, nargs: 1, describe: "NAME=VALUE: another value for a constant" })
    .option("interpreter", { choices: interpreterNames, requiresArg: true, describe: "whether there is a GIL" })
    .option("schedules", { type: "boolean", describe: "without jobs: the shortest and the longest of all schedules" })
    .option("full", { type: "boolean", describe: "nothing left out; a chart for each strategy" })
    .conflicts("show", ["strategy", "sweep", "svg", "json"])
    .conflicts("sweep", "schedules");
  return commonOptions(limitOptions(costOptions(own)));
}

async function time(args: TimeArguments): Promise<number> {
  const { load } = await import("../load.js");
  const program = load(args.file, settingsOf(args), reportOptions(args.color).paint);
  const { CompareError, hasJobs } = await import("../../comparing/question.js");
  const jobs = hasJobs(program);
  refuseMeaningless(args, jobs);
  if (args.svg !== undefined) refuseUnwritable(args.svg);
  try {
    const options = await optionsFor(program, args);
    if (args.show !== undefined) return await show(program, options, args);
    if (args.sweep !== undefined) return await timeSweep(program, options, args.sweep, args);
    return await (jobs ? timeJobs : timeAsItStands)(program, options, args);
  } catch (error) {
    if (error instanceof CompareError) throw new UsageError(error.message);
    throw error;
  }
}

/** Throws UsageError for what would be ignored. */
function refuseMeaningless(args: TimeArguments, jobs: boolean): void {
  const { schedules, workers, strategy, worth, show, maxStates, maxTime, maxMemory } = args;
  const refuse = (options: Readonly<Record<string, unknown>>, hint: string): void => {
    for (const [name, value] of Object.entries(options))
      if (value !== undefined && value !== false) throw new UsageError(`--${name} has no meaning here`, hint);
  };
  if (jobs) refuse({ schedules }, "The scenario has `job`s: see --strategy and --show.");
  else refuse({ workers, strategy, worth, show }, "The scenario has no `job`.");
  const limits = { "max-states": maxStates, "max-time": maxTime, "max-memory": maxMemory };
  if (schedules !== true) refuse(limits, "Only with --schedules.");
}

async function optionsFor(program: Program, args: TimeArguments): Promise<CompareOptions> {
  const { workers, worth, seed, strategy, show } = args;
  const named = show === undefined ? strategy : [show];
  const option = show === undefined ? "strategy" : "show";
  return {
    ...worldOf(args),
    costs: costsFor(args, program),
    ...(named === undefined ? {} : { strategies: await Promise.all(named.map((text) => strategyIn(option, text))) }),
    ...(workers === undefined ? {} : { workers: parseCount("workers", workers, 1) }),
    ...(worth === undefined ? {} : { worth: atLeastOne("worth", worth) }),
    ...(seed === undefined ? {} : { seed: parseCount("seed", seed) }),
  };
}

function atLeastOne(name: string, text: string): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (!(value >= 1)) throw new UsageError(`--${name} ${text}: not a number from 1`, "For instance 2.0.");
  return value;
}

/** A strategy as a `compare` line writes it. */
async function strategyIn(option: string, text: string): Promise<Strategy> {
  const { compile } = await import("../../language/compile.js");
  const { program, diagnostics } = compile(`job nothing:\n    pass\ncompare ${text}\n`);
  const strategies = program?.strategies ?? [];
  if (strategies.length === 1) return strategies[0];
  const [first] = diagnostics;
  throw new UsageError(
    `--${option} ${text}: ${first === undefined ? "one strategy at a time" : first.message}`,
    first?.hint ?? "For instance threads(8), asyncio limit 10 or asyncio + processes(4).",
  );
}

async function show(program: Program, options: CompareOptions, { color }: TimeArguments): Promise<number> {
  const { compile } = await import("../../language/compile.js");
  const { questionOf } = await import("../../comparing/question.js");
  const { strategyScenario } = await import("../../language/strategies/carry-out.js");
  const { frames } = await import("../load.js");
  const compiled = compile(program.source, { file: program.file, set: program.settings });
  const [strategy] = questionOf(program, options).strategies;
  const { text, diagnostics } = strategyScenario(compiled, strategy);
  if (text === null) throw new ScenarioError(frames(compiled.source, diagnostics, reportOptions(color).paint));
  print(text);
  return EXIT.ok;
}

async function timeAsItStands(program: Program, options: CompareOptions, args: TimeArguments): Promise<number> {
  const { timed } = await import("../../timing/timed.js");
  const timeline = timed(program, options);
  await picture(timeline, program, args);
  const { timingReport } = await import("../../report/timing.js");
  const { timingJson } = await import("../../report/timing-json.js");
  const { makespanLines, makespanJson } = await import("../../report/makespan.js");
  const schedules = args.schedules === true ? await makespanOf(program, args) : null;
  const shown = reportOptions(args.color, args.full);
  say(
    args,
    () => ({
      ...timingJson(timeline, program.file, program.title, args.full),
      ...(schedules === null ? {} : { schedules: makespanJson(schedules) }),
    }),
    () =>
      timingReport(timeline, program.file, program.title, shown) +
      (schedules === null ? "" : `\n${makespanLines(schedules, shown).join("\n")}\n`),
  );
  const code = exitOf(timeline);
  const limit = schedules?.limit ?? null;
  if (limit === null || code !== EXIT.ok) return code;
  return limit.name === "interrupted" ? EXIT.interrupted : EXIT.limit;
}

/** Over all schedules, until Ctrl-C. */
async function makespanOf(program: Program, args: TimeArguments): Promise<Makespan> {
  const { makespanAsync } = await import("../../explorer/makespan.js");
  const { watched } = await import("../search.js");
  const options = { ...limitsOf(args), ...worldOf(args) };
  return watched(args, (watching) => makespanAsync(program, { ...options, ...watching }));
}

function exitOf({ end }: Timeline): number {
  if (end === "stopped") return EXIT.limit;
  return end === "completed" ? EXIT.ok : EXIT.violated;
}

async function timeJobs(program: Program, options: CompareOptions, args: TimeArguments): Promise<number> {
  const { compare } = await import("../../comparing/compare.js");
  const { noted } = await import("../search.js");
  const comparison = noted(args, (watching) => compare(program, { ...options, ...watching }));
  const row = comparison.rows.at(comparison.recommended ?? 0);
  if (row !== undefined) await picture(row.timeline, program, args);
  const { comparisonReport } = await import("../../report/comparison.js");
  const { comparisonJson } = await import("../../report/comparison-json.js");
  say(
    args,
    () => comparisonJson(comparison, program.file, program.title, args.full),
    () => comparisonReport(comparison, program.file, program.title, reportOptions(args.color, args.full)),
  );
  return exitOfComparison(comparison);
}

/** Nothing could be run to its end. */
function exitOfComparison({ rows }: Comparison): number {
  return rows.every(({ failed }) => failed !== null) ? EXIT.violated : EXIT.ok;
}

async function timeSweep(
  program: Program,
  options: CompareOptions,
  [name, text, ...more]: readonly string[],
  args: TimeArguments,
): Promise<number> {
  if (more.length > 0) throw new UsageError("--sweep is given twice", "Sweep one thing at a time.");
  const { sweep } = await import("../../comparing/sweep.js");
  const { noted } = await import("../search.js");
  const { values, unit } = valuesIn(name, text);
  const result = noted(args, (watching) => sweep(program, name, values, { ...options, ...watching }, unit));
  const { curveReport } = await import("../../report/curve.js");
  const { curveSvg } = await import("../../report/curve-svg.js");
  const { sweepJson } = await import("../../report/comparison-json.js");
  if (args.svg !== undefined)
    writeWhole(args.svg, curveSvg(result, { title: `${program.title}: speed-up by ${name}` }));
  const shown = reportOptions(args.color, args.full);
  say(
    args,
    () => sweepJson(result, program.file, program.title),
    () => curveReport(result, shown),
    () => curveReport(result, shown, false),
  );
  return EXIT.ok;
}

const SWEEP_MOST = 1_000;

/** "1..8", "1,2,4", "1ms,10ms": in rising order. */
function valuesIn(name: string, text: string): { readonly values: SweepValue[]; readonly unit?: string } {
  const range = /^(\d+)\.\.(\d+)$/.exec(text.trim());
  const parts =
    range === null ? text.split(",").map((part) => part.trim()) : numbers(Number(range[1]), Number(range[2]));
  const values = parts.map((part) => ({ ...quantity(part), text: part }));
  const known = values.filter(({ value }) => Number.isFinite(value));
  const units = new Set(values.map(({ timed }) => timed));
  if (values.length === 0 || values.length > SWEEP_MOST || known.length < values.length || units.size > 1)
    throw new UsageError(
      `--sweep ${name} ${text}: not values to sweep`,
      `For instance 1..16, 1,2,4,8 or 1ms,10ms,100ms; at most ${SWEEP_MOST} of them.`,
    );
  const rising = values.map(({ value, text: written }) => ({ value, text: written })).sort((a, b) => a.value - b.value);
  return { values: rising, ...(units.has(true) ? { unit: "ms" } : {}) };
}

function numbers(from: number, to: number): string[] {
  return to - from >= SWEEP_MOST ? [] : Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => String(from + i));
}

/** Times in milliseconds. */
function quantity(text: string): { value: number; timed: boolean } {
  const match = /^(\d+(?:\.\d+)?)([a-z]*)$/.exec(text);
  if (match === null) return { value: NaN, timed: false };
  if (match[2] === "") return { value: Number(match[1]), timed: false };
  return { value: (Number(match[1]) * (nanosecondsIn(match[2]) ?? NaN)) / 1e6, timed: true };
}

async function picture(timeline: Timeline, program: Program, { svg, full }: TimeArguments): Promise<void> {
  if (svg === undefined) return;
  const { ganttSvg } = await import("../../report/gantt-svg.js");
  writeWhole(svg, ganttSvg(timeline, { title: program.title, full: full ?? false }));
}

/** `verdict` is what --quiet leaves; its first line unless told. */
function say(
  args: TimeArguments,
  json: () => unknown,
  report: () => string,
  verdict = () => report().split("\n")[0],
): void {
  if (args.json === true) return print(JSON.stringify(json(), null, 2));
  print(args.quiet === true ? verdict() : report());
}
