/** One file of `sim test`: read, explored, compared with what it expects. */
import type { Exploration } from "../explorer/exploration.js";
import { exploreAsync } from "../explorer/explore.js";
import type { Program } from "../programs/program.js";
import type { TestedExpectation, TestedScenario } from "../report/tests.js";
import { StartError } from "../scheduler/explaining.js";
import { checkExpectations, checkTimes, evaluator, needsExploration } from "../testing/expectations.js";
import { CompareError } from "../comparing/question.js";
import { now } from "./clock.js";
import { costsFor } from "./costs.js";
import { ScenarioError, UsageError } from "./exit.js";
import { load } from "./load.js";
import { limitsOf, questionOf, settingsOf, worldOf } from "./options.js";
import type { LimitArguments, QuestionArguments, ScenarioArguments } from "./options.js";
import type { Watching } from "./search.js";
import { reportOptions } from "./terminal.js";

/** What was asked of all files. */
export interface TestArguments extends ScenarioArguments, QuestionArguments, LimitArguments {
  readonly filter?: string;
  /** Whether diagnostics are to be coloured. */
  readonly color: boolean;
}

export interface TestTask {
  /** What is being searched, before the progress. */
  readonly label: string;
  readonly file: string;
  readonly args: TestArguments;
}

export interface TestResult {
  /** Null when the filter leaves it out. */
  readonly tested: TestedScenario | null;
  readonly interrupted: boolean;
  /** For standard error. */
  readonly warnings: readonly string[];
}

/** Throws only for bugs of ours. */
export async function testFile({ file, args }: TestTask, watching: Watching): Promise<TestResult> {
  const named = args.filter === undefined || file.toLowerCase().includes(args.filter.toLowerCase());
  const started = now();
  const warnings: string[] = [];
  try {
    const program = load(file, settingsOf(args), reportOptions(args.color).paint, (text) => warnings.push(text));
    if (!named && !program.title.toLowerCase().includes((args.filter ?? "").toLowerCase()))
      return { tested: null, interrupted: false, warnings };
    const { tested, interrupted } = await testProgram(program, args, watching);
    return { tested: { ...tested, time: now() - started }, interrupted, warnings };
  } catch (error) {
    const problem = whyInvalid(error, file);
    const tested = { file, title: "", result: "invalid", expectations: [], problem, time: null } as const;
    return { tested: named ? tested : null, interrupted: false, warnings };
  }
}

function whyInvalid(error: unknown, file: string): string {
  if (error instanceof ScenarioError) return error.message.trimEnd();
  if (error instanceof UsageError) return error.message;
  if (error instanceof CompareError) return `${file}: ${error.message}`;
  if (error instanceof StartError) return `${file}:${error.line}: ${error.message}`;
  throw error;
}

async function testProgram(
  program: Program,
  args: TestArguments,
  watching: Watching,
): Promise<{ tested: Omit<TestedScenario, "time">; interrupted: boolean }> {
  const times = checkTimes(program, { costs: costsFor({}, program) });
  const exploration = needsExploration(program) ? await explored(program, args, watching) : null;
  const explorations =
    exploration === null ? [] : checkExpectations(program, exploration, evaluator(program, worldOf(args)));
  const results = [...explorations, ...times].sort((a, b) => (a.place?.line ?? Infinity) - (b.place?.line ?? Infinity));
  const expectations = results.map(({ text, place, met, message }): TestedExpectation => ({
    text,
    line: place?.line ?? null,
    met,
    message,
  }));
  const tested = { file: program.file, title: program.title, expectations, ...judge(exploration, expectations) };
  return { tested, interrupted: exploration?.limit?.name === "interrupted" };
}

function explored(program: Program, args: TestArguments, watching: Watching): Promise<Exploration> {
  const asked = { ...limitsOf(args), ...questionOf(args), ...worldOf(args), insights: false };
  return exploreAsync(program, { ...asked, ...watching });
}

/** What a stopped search has not seen may still come; what it has seen stands. */
function judge(
  exploration: Exploration | null,
  expectations: readonly TestedExpectation[],
): Pick<TestedScenario, "result" | "problem"> {
  if (expectations.every(({ met }) => met)) return { result: "passed", problem: null };
  const limit = exploration?.limit ?? null;
  if (limit === null || exploration?.statistics.complete === true) return { result: "failed", problem: null };
  return {
    result: "stopped",
    problem:
      limit.option === null || limit.message.includes(limit.option)
        ? limit.message
        : `${limit.message} (${limit.option})`,
  };
}
