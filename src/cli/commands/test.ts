/** `sim test [PATHS…]`: are all expectations met? */
import type { Argv } from "yargs";
import type { TestedScenario } from "../../report/tests.js";
import type { Command } from "../command.js";
import { EXIT, UsageError } from "../exit.js";
import { findScenarios } from "../find.js";
import { commonOptions, limitOptions, questionOptions, scenarioOptions, workersOf, workersOption } from "../options.js";
import type {
  CommonArguments,
  LimitArguments,
  QuestionArguments,
  ScenarioArguments,
  WorkersArguments,
} from "../options.js";
import type { TestResult } from "../test-file.js";
import { complain, isColoured, print, reportOptions } from "../terminal.js";

interface TestArguments
  extends CommonArguments, ScenarioArguments, QuestionArguments, LimitArguments, WorkersArguments {
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
  stoppable: true,
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
  return commonOptions(workersOption(limitOptions(questionOptions(scenarioOptions(own))), "explore files"));
}

async function test(args: TestArguments): Promise<number> {
  const { testLines } = await import("../../report/tests.js");
  const paths = args.paths ?? [];
  const files = findScenarios(paths.length === 0 ? ["."] : paths);
  const tested: TestedScenario[] = [];
  for await (const { tested: scenario, interrupted, warnings } of await testAll(files, args)) {
    warnings.forEach(complain);
    if (scenario === null) continue;
    tested.push(scenario);
    const failed = scenario.result !== "passed";
    if (args.json !== true && (failed || args.quiet !== true))
      print(testLines(timed(scenario), reportOptions(args.color)).join("\n"));
    if (interrupted) return await finish(tested, args, EXIT.interrupted);
    if (args.bail === true && failed) break;
  }
  if (tested.length === 0)
    throw new UsageError(
      args.filter === undefined ? "there is no *.scenario file to test" : `no scenario matches ${args.filter}`,
    );
  return await finish(tested, args, exitOf(tested));
}

/** The results in the order of the files. */
async function testAll(files: readonly string[], args: TestArguments): Promise<AsyncIterable<TestResult>> {
  const { inOrder } = await import("../pool.js");
  const asked = { ...args, color: isColoured(process.stdout, args.color) };
  const tasks = files.map((file) => ({ label: `${file}: `, file, args: asked }));
  return inOrder({ kind: "test", tasks }, { ...args, workers: workersOf(args) });
}

/** How long it took differs from one time to the next, which is of interest to people only. */
function timed(scenario: TestedScenario): TestedScenario {
  return process.stdout.isTTY ? scenario : { ...scenario, time: null };
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
