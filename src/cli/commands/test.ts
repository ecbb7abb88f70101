/** `sim test [PATHS…]`: are all expectations met? */
import type { Argv } from "yargs";
import type { Exploration } from "../../explorer/exploration.js";
import type { Program } from "../../programs/program.js";
import type { TestedExpectation, TestedScenario } from "../../report/tests.js";
import type { Command } from "../command.js";
import { EXIT, ScenarioError, UsageError } from "../exit.js";
import { findScenarios } from "../find.js";
import {
  commonOptions,
  limitOptions,
  limitsOf,
  questionOf,
  questionOptions,
  scenarioOptions,
  settingsOf,
  worldOf,
} from "../options.js";
import type { CommonArguments, LimitArguments, QuestionArguments, ScenarioArguments } from "../options.js";
import { print, reportOptions } from "../terminal.js";

interface TestArguments extends CommonArguments, ScenarioArguments, QuestionArguments, LimitArguments {
  readonly paths?: readonly string[];
  readonly filter?: string;
  readonly bail?: boolean;
}

export const testCommand: Command = {
  usage: "test [paths..]",
  describe: "Check the expectations of scenarios, like a test runner",
  examples: [
    ["$0 test", "every *.scenario below the current folder"],
    ["$0 test scenarios --filter counter", "those whose name or title contains a text"],
  ],
  options: (yargs) => optionsOf(yargs),
  run: (args) => test(args),
};

function optionsOf(yargs: Argv): Argv {
  const own = yargs
    .positional("paths", {
      type: "string",
      array: true,
      describe: "files and folders; this folder unless told",
    })
    .option("filter", { type: "string", requiresArg: true, describe: "only names or titles with this text" })
    .option("bail", { type: "boolean", describe: "stop at the first failure" });
  return commonOptions(limitOptions(questionOptions(scenarioOptions(own))));
}

async function test(args: TestArguments): Promise<number> {
  const { testLines } = await import("../../report/tests.js");
  const paths = args.paths ?? [];
  const files = findScenarios(paths.length === 0 ? ["."] : paths);
  const tested: TestedScenario[] = [];
  for (const file of files) {
    const result = await testFile(file, args);
    if (result === null) continue;
    tested.push(result.tested);
    const failed = result.tested.result !== "passed";
    if (args.json !== true && (failed || args.quiet !== true))
      print(testLines(result.tested, reportOptions(args.color)).join("\n"));
    if (result.interrupted) return await finish(tested, args, EXIT.interrupted);
    if (args.bail === true && failed) break;
  }
  if (tested.length === 0)
    throw new UsageError(
      args.filter === undefined ? "there is no *.scenario file to test" : `no scenario matches ${args.filter}`,
    );
  return await finish(tested, args, exitOf(tested));
}

async function finish(tested: readonly TestedScenario[], args: TestArguments, code: number): Promise<number> {
  if (args.json === true) print(JSON.stringify(await document(tested), null, 2));
  else {
    const { testSummary } = await import("../../report/tests.js");
    print(testSummary(tested, reportOptions(args.color)).join("\n"));
  }
  return code;
}

async function document(tested: readonly TestedScenario[]): Promise<object> {
  const { SCHEMA_VERSION } = await import("../../report/json.js");
  const scenarios = tested.map(({ file, title, result, expectations, problem }) => ({
    file,
    title,
    result,
    expectations,
    problem,
  }));
  const passed = tested.filter(({ result }) => result === "passed").length;
  return {
    schema: SCHEMA_VERSION,
    scenarios,
    summary: { scenarios: tested.length, passed, failed: tested.length - passed },
  };
}

/** A file that cannot be run is worse than a missed expectation, and that worse than no answer. */
function exitOf(tested: readonly TestedScenario[]): number {
  const some = (result: TestedScenario["result"]): boolean => tested.some((each) => each.result === result);
  if (some("invalid")) return EXIT.usage;
  if (some("failed")) return EXIT.violated;
  return some("stopped") ? EXIT.limit : EXIT.ok;
}

/** Null when the filter leaves it out. */
async function testFile(
  file: string,
  args: TestArguments,
): Promise<{ tested: TestedScenario; interrupted: boolean } | null> {
  const { load } = await import("../load.js");
  const named = args.filter === undefined || file.toLowerCase().includes(args.filter.toLowerCase());
  const started = performance.now();
  try {
    const program = load(file, settingsOf(args), reportOptions(args.color).paint);
    if (!named && !program.title.toLowerCase().includes((args.filter ?? "").toLowerCase())) return null;
    return await testProgram(program, args, started);
  } catch (error) {
    const problem = await whyInvalid(error, file);
    if (!named) return null;
    return {
      tested: { file, title: "", result: "invalid", expectations: [], problem, time: null },
      interrupted: false,
    };
  }
}

async function whyInvalid(error: unknown, file: string): Promise<string> {
  const { StartError } = await import("../../scheduler/explaining.js");
  if (error instanceof ScenarioError) return error.message.trimEnd();
  if (error instanceof UsageError) return error.message;
  if (error instanceof StartError) return `${file}:${error.line}: ${error.message}`;
  throw error;
}

async function testProgram(
  program: Program,
  args: TestArguments,
  started: number,
): Promise<{ tested: TestedScenario; interrupted: boolean }> {
  const { searchWatched } = await import("../search.js");
  const { checkExpectations, evaluator } = await import("../../testing/expectations.js");
  const world = worldOf(args);
  const exploration = await searchWatched(
    program,
    { ...limitsOf(args), ...questionOf(args), ...world, insights: false },
    { ...args, label: `${program.file}: ` },
  );
  const results = checkExpectations(program, exploration, evaluator(program, world));
  const expectations = results.map(({ text, place, met, message }): TestedExpectation => ({
    text,
    line: place?.line ?? null,
    met,
    message,
  }));
  const { result, problem } = judge(exploration, expectations);
  const time = process.stdout.isTTY ? performance.now() - started : null;
  const tested = { file: program.file, title: program.title, result, expectations, problem, time };
  return { tested, interrupted: exploration.limit?.name === "interrupted" };
}

/** What a stopped search has not seen may still come; what it has seen stands. */
function judge(
  { limit, statistics }: Exploration,
  expectations: readonly TestedExpectation[],
): Pick<TestedScenario, "result" | "problem"> {
  if (expectations.every(({ met }) => met)) return { result: "passed", problem: null };
  if (statistics.complete || limit === null) return { result: "failed", problem: null };
  return {
    result: "stopped",
    problem:
      limit.option === null || limit.message.includes(limit.option)
        ? limit.message
        : `${limit.message} (${limit.option})`,
  };
}
