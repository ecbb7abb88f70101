/** `sim explore FILE`: every interleaving. */
import type { Argv } from "yargs";
import type { Exploration } from "../../explorer/exploration.js";
import type { ExploreOptions } from "../../explorer/explore.js";
import type { SampleOptions } from "../../explorer/sample.js";
import type { Reduce } from "../../explorer/searching.js";
import type { Program } from "../../programs/program.js";
import type { Checkpoint } from "../checkpoint.js";
import type { Command } from "../command.js";
import { EXIT, UsageError } from "../exit.js";
import {
  checkpointOptions,
  commonOptions,
  drawOf,
  limitOptions,
  limitsOf,
  questionOf,
  questionOptions,
  sampleOptions,
  scenarioOptions,
  settingsOf,
  workersOf,
  workersOption,
  worldOf,
} from "../options.js";
import type {
  CheckpointArguments,
  CommonArguments,
  LimitArguments,
  QuestionArguments,
  SampleArguments,
  ScenarioArguments,
  WorkersArguments,
} from "../options.js";
import type { ExploreTask } from "../tasks.js";
import { complain, print, reportOptions } from "../terminal.js";

interface ExploreArguments
  extends
    CommonArguments,
    ScenarioArguments,
    QuestionArguments,
    LimitArguments,
    CheckpointArguments,
    SampleArguments,
    WorkersArguments {
  readonly file: string;
  readonly interpreters?: boolean;
  readonly full?: boolean;
  readonly verifyReduction?: boolean;
  readonly compact?: boolean;
  readonly shrink?: boolean;
  readonly finding?: string;
  readonly output?: string;
}

export const exploreCommand: Command = {
  usage: "explore <file>",
  describe: "Explore every interleaving: verdict, findings, outcomes",
  examples: [
    ["$0 explore scenarios/counter.scenario", "what can go wrong, and the shortest way to it"],
    ["$0 explore f.scenario --set N=5 --max-time 60s", "another constant, and a limit"],
    ["$0 explore f.scenario --max-time 60s --checkpoint f.ckpt", "when it is stopped, it is saved"],
    ["$0 explore f.scenario --resume f.ckpt", "goes on from there"],
    ["$0 explore f.scenario --interpreters", "every Python side by side"],
    ["$0 explore f.scenario --sample pct", "too large? 1,000 runs, drawn"],
    ["$0 explore f.scenario --compact --max-states 100M", "too large? less memory, no proof"],
    ["$0 explore f.scenario --shrink -o small.scenario", "the least that still goes wrong"],
    ["… | $0 explore - --json", "from standard input, for a program to read"],
  ],
  options: (yargs) => optionsOf(yargs),
  stoppable: true,
  run: (args) => explore(args as unknown as ExploreArguments),
};

function optionsOf(yargs: Argv): Argv {
  const own = yargs
    .positional("file", { type: "string", demandOption: true, describe: "a .scenario file, - for standard input" })
    .option("interpreters", { type: "boolean", describe: "all interpreters side by side" })
    .option("verify-reduction", { type: "boolean", describe: "search with and without --reduce, and compare" })
    .option("full", { type: "boolean", describe: "nothing left out of the report" })
    .option("compact", {
      type: "boolean",
      describe: "too large? keep hashes of states, not states: finds, but proves nothing",
    })
    .option("shrink", { type: "boolean", describe: "make the scenario as small as shows the finding" })
    .option("finding", {
      type: "string",
      requiresArg: true,
      describe: "KIND or KIND:NAME: what to shrink for, e.g. deadlock or lost-update:counter",
    })
    .option("output", { alias: "o", type: "string", requiresArg: true, describe: "a file for the shrunk scenario" })
    .conflicts("interpreters", ["interpreter", "verify-reduction", "sample", "shrink"])
    .conflicts("verify-reduction", ["reduce", "sample", "shrink"])
    .conflicts("sample", ["reduce", "shrink"])
    .conflicts("checkpoint", ["interpreters", "verify-reduction", "sample", "shrink"])
    .conflicts("resume", ["interpreters", "verify-reduction", "sample", "shrink"])
    .conflicts("compact", ["reduce", "interpreters", "verify-reduction", "sample", "shrink", "checkpoint", "resume"]);
  const several = "a second thread helps with a large search; with --interpreters, --verify-reduction: search";
  const searched = limitOptions(questionOptions(sampleOptions(scenarioOptions(own))));
  return commonOptions(workersOption(checkpointOptions(searched), several));
}

async function explore(args: ExploreArguments): Promise<number> {
  for (const name of ["finding", "output"] as const)
    if (args[name] !== undefined && args.shrink !== true) throw new UsageError(`--${name} needs --shrink`);
  if (args.workers !== undefined && (args.sample !== undefined || args.compact === true || args.shrink === true))
    throw new UsageError("--workers has no meaning here", "Not with --sample, --compact or --shrink.");
  const { load } = await import("../load.js");
  const program = load(args.file, settingsOf(args), reportOptions(args.color).paint);
  const draw = drawOf(args);
  if (draw !== null) return drawRuns(program, draw, args);
  if (args.shrink === true) return shrink(program, args);
  return args.interpreters === true ? exploreAll(program, args) : exploreOne(program, args);
}

async function exploreOne(program: Program, args: ExploreArguments): Promise<number> {
  const { estimateWatched, exitOf, reachabilityWatched } = await import("../search.js");
  const asked = { ...worldOf(args), ...questionOf(args), ...depthOf(args) };
  const checkpoint = await checkpointOf(program, args);
  const compact = args.compact === true;
  const options = { ...limitsOf(args), ...asked, ...checkpoint?.options, compact };
  const found = await (args.verifyReduction === true ? exploreTwice : exploreOnce)(program, options, args);
  const more = found.limit === null ? reachabilityWatched : estimateWatched;
  const exploration = tellsMore(args) ? await more(program, found, { ...limitsOf(args), ...asked }, args) : found;
  print(await shown(exploration, args));
  const told = checkpoint?.told ?? null;
  if (told !== null) complain(told);
  return exitOf(exploration);
}

/** What nobody shows is not looked for, except to be compared. */
function depthOf(args: ExploreArguments): Pick<ExploreOptions, "insights" | "ladderTraces" | "leastSchedules"> {
  const shows = tellsMore(args) || args.verifyReduction === true;
  return { insights: shows, leastSchedules: shows, ladderTraces: args.json === true };
}

/** Than the verdict. */
function tellsMore({ json, quiet }: ExploreArguments): boolean {
  return quiet !== true || json === true;
}

async function checkpointOf(program: Program, args: ExploreArguments): Promise<Checkpoint | null> {
  if (args.checkpoint === undefined && args.resume === undefined) return null;
  const { Checkpoint } = await import("../checkpoint.js");
  return new Checkpoint(program, args);
}

async function drawRuns(program: Program, draw: SampleOptions, args: ExploreArguments): Promise<number> {
  const { sampleWatched, exitOf } = await import("../search.js");
  const options = { ...draw, ...limitsOf(args), ...worldOf(args), ...questionOf(args) };
  const exploration = await sampleWatched(program, options, args);
  print(await shown(exploration, args));
  return exitOf(exploration);
}

async function exploreOnce(program: Program, options: ExploreOptions, args: ExploreArguments): Promise<Exploration> {
  const { searchWatched } = await import("../search.js");
  if (options.compact === true || workersOf(args) === 1) return searchWatched(program, options, args);
  const { SecondThread } = await import("../second-core.js");
  return searchWatched(program, { ...options, secondCore: new SecondThread() }, args);
}

async function exploreTwice(program: Program, options: ExploreOptions, args: ExploreArguments): Promise<Exploration> {
  const { verified } = await import("../../explorer/agreement.js");
  const searches: readonly Reduce[] = ["on", "off"];
  const tasks = searches.map((reduce) => ({ label: "", program, options: { ...options, reduce } }));
  const [reduced, full] = await exploreSideBySide(tasks, args);
  return verified(reduced, full);
}

async function exploreSideBySide(tasks: readonly ExploreTask[], args: ExploreArguments): Promise<Exploration[]> {
  const { inOrder } = await import("../pool.js");
  const explorations: Exploration[] = [];
  for await (const each of inOrder({ kind: "explore", tasks }, { ...args, workers: workersOf(args) }))
    explorations.push(each);
  return explorations;
}

async function shrink(program: Program, args: ExploreArguments): Promise<number> {
  const { shrinkWatched } = await import("../shrink.js");
  const options = { ...limitsOf(args), ...worldOf(args), ...questionOf(args) };
  const settings = { ...args, set: settingsOf(args) };
  const { text, code } = await shrinkWatched(program, options, settings, reportOptions(args.color, args.full));
  print(args.quiet === true ? text.split("\n")[0] : text);
  return code;
}

async function shown(exploration: Exploration, args: ExploreArguments): Promise<string> {
  if (args.json === true) {
    const { explorationJson } = await import("../../report/json.js");
    return JSON.stringify(explorationJson(exploration), null, 2);
  }
  const { explorationReport, verdictLines } = await import("../../report/text.js");
  const options = reportOptions(args.color, args.full);
  return args.quiet
    ? verdictLines(exploration, options.width, options.paint)[0]
    : explorationReport(exploration, options);
}

async function exploreAll(program: Program, args: ExploreArguments): Promise<number> {
  const { interpreterNames } = await import("../../programs/interpreters.js");
  const { exitOf } = await import("../search.js");
  const tasks = interpreterNames.map((interpreter) => ({
    label: `${interpreter}: `,
    program,
    options: {
      ...{ ...limitsOf(args), ...worldOf({ ...args, interpreter }), ...questionOf(args) },
      ladderTraces: args.json === true,
    },
  }));
  const explorations = untilInterrupted(await exploreSideBySide(tasks, args));
  print(await sideBySide(explorations, args));
  const codes = explorations.map(exitOf);
  return [EXIT.interrupted, EXIT.violated, EXIT.limit].find((code) => codes.includes(code)) ?? EXIT.ok;
}

/** Those after the first that was interrupted were interrupted as well, most of them before they had seen anything. */
function untilInterrupted(explorations: readonly Exploration[]): readonly Exploration[] {
  const first = explorations.findIndex(({ limit }) => limit?.name === "interrupted");
  return first < 0 ? explorations : explorations.slice(0, first + 1);
}

async function sideBySide(explorations: readonly Exploration[], args: ExploreArguments): Promise<string> {
  if (args.json === true) {
    const { explorationJson, SCHEMA_VERSION } = await import("../../report/json.js");
    return JSON.stringify({ schema: SCHEMA_VERSION, explorations: explorations.map(explorationJson) }, null, 2);
  }
  const { interpretersReport } = await import("../../report/interpreters.js");
  return interpretersReport(explorations, reportOptions(args.color, args.full));
}
