/**
 * A scenario with its `job`s carried out by one strategy, as a scenario of its own: a `main` calls the jobs, submits them
 * to a pool, or gathers them on an event loop. Everything else stays as it is, but for what is said of the jobs as units:
 * `compare` and `expect` lines, and properties of their local names.
 */
import { strategyText, type Strategy } from "../../programs/strategy.js";
import type { ProgramOptions } from "../../programs/program.js";
import { compile, type Compiled } from "../compile.js";
import type { Diagnostic } from "../diagnostic.js";
import type { ModuleText } from "../lower/context.js";
import { moduleText } from "../lower/library.js";
import { isName, kindOf, walk } from "../lower/nodes.js";
import { checkOptions } from "../lower/options.js";
import { parse } from "../parse.js";
import { printAsWritten } from "../print-as-written.js";
import type { Declaration, Expression, Import, Statement } from "../syntax.js";
import { importing, importingFrom, list, nowhere, option, shared } from "./build.js";
import { countJobs, jobsOf, resized } from "./jobs.js";
import { declarationOf, FreeNames, scopeOf } from "./names.js";
import { processes, sequential, threads } from "./pools.js";
import { Refusals } from "./refusals.js";
import type { Plan, Scene } from "./scene.js";
import { scaled } from "./scaling.js";
import { tasks } from "./tasks.js";

export interface StrategySettings {
  /** So many of each job, instead of as many as the scenario says; its values are taken again from the first one on. */
  readonly jobs?: number;
  /** All `cpu` durations times this; default 1. */
  readonly cpuScale?: number;
  /** Instead of the file's `option start_method`. */
  readonly startMethod?: NonNullable<ProgramOptions["start_method"]>;
}

export interface StrategyScenario {
  /** Null iff the strategy cannot carry out these jobs, or the scenario has errors. */
  readonly text: string | null;
  /** Of the given scenario: why not. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The scenario in which the strategy carries out the jobs, to be read, explored and run. Never throws. */
export function strategyScenario(
  scenario: Compiled,
  strategy: Strategy,
  settings: StrategySettings = {},
): StrategyScenario {
  const { source, program } = scenario;
  if (program === null) return { text: null, diagnostics: scenario.diagnostics };
  const declarations = prepared(scenario, settings);
  const module = moduleText("", source, declarations);
  const scene: Scene = {
    module,
    jobs: jobsOf(declarations),
    free: new FreeNames(declarations),
    refusals: new Refusals(strategy),
    forks: (checkOptions(declarations, []).start_method ?? "fork") === "fork",
  };
  checkWhole(scene);
  const plan = scene.refusals.diagnostics.length > 0 ? null : planOf(scene, strategy);
  const { diagnostics } = scene.refusals;
  if (plan === null || diagnostics.length > 0) return { text: null, diagnostics };
  const changed = { declarations: assembled(scene, plan, strategy) };
  return { text: printAsWritten(source, parse(source).syntax, changed), diagnostics };
}

/** The program of that scenario, without warnings; if there is none, the diagnostics say why, in the given text. */
export function programOf(scenario: Compiled, strategy: Strategy, settings: StrategySettings = {}): Compiled {
  const { text, diagnostics } = strategyScenario(scenario, strategy, settings);
  if (text === null) return { ...scenario, program: null, diagnostics };
  const made = compile(text, { file: `${scenario.source.file} as ${strategyText(strategy)}` });
  return made.program === null ? made : { ...made, diagnostics: [] };
}

/** How many jobs a scenario has in all; null if that shows only when it runs. */
export function jobCount({ source, syntax }: Compiled, settings: StrategySettings = {}): number | null {
  return countJobs(moduleText("", source, syntax.declarations), settings.jobs ?? null);
}

/** With the settings worked in. */
function prepared({ source, syntax }: Compiled, { jobs, cpuScale, startMethod }: StrategySettings): Declaration[] {
  const module = moduleText("", source, syntax.declarations);
  const declarations = syntax.declarations.map((node) =>
    jobs !== undefined && node.kind === "Unit" && node.form === "job" ? resized(module, node, jobs) : node,
  );
  const timed =
    cpuScale === undefined || cpuScale === 1 ? declarations : declarations.map((node) => scaled(node, cpuScale));
  return startMethod === undefined ? timed : withOption(timed, "start_method", startMethod);
}

/** The option set, in place of what the file says. */
function withOption(declarations: readonly Declaration[], name: string, value: string): Declaration[] {
  const isOption = (node: Declaration): boolean => node.kind === "Option" && node.name.replaceAll("-", "_") === name;
  if (declarations.some(isOption))
    return declarations.map((node) => (isOption(node) ? { ...node, ...option(name, value), span: node.span } : node));
  const behind = declarations.findIndex(({ kind }) => kind !== "Scenario");
  return declarations.toSpliced(behind, 0, option(name, value));
}

/** What no strategy can carry over. */
function checkWhole({ module, jobs, refusals }: Scene): void {
  if (jobs.length === 0)
    refusals.refuse({ start: 0, end: 1 }, "there are no jobs.", "Declare the work as `job NAME * 8:`.");
  for (const node of module.declarations) {
    if (node.kind === "Main")
      refusals.refuse(
        { start: node.span.start, end: node.span.start + "main".length },
        "a scenario with a `main` of its own starts its jobs itself.",
        "Put these statements into a `thread`.",
      );
    if (node.kind === "Property" || node.kind === "Outcome") continue;
    for (const { id, span } of jobNames(module, node))
      refusals.refuse(span, `\`${id}\` is no unit here that could be waited for.`, "Leave out what is done with it.");
  }
}

/** Where a declaration names jobs. */
function jobNames(module: ModuleText, root: Declaration): Extract<Expression, { kind: "Name" }>[] {
  const scope = scopeOf(module, root);
  const found: Extract<Expression, { kind: "Name" }>[] = [];
  walk(root, (node) => {
    const meant = isName(node) ? declarationOf(module, scope, node) : null;
    if (isName(node) && meant?.kind === "Unit" && meant.form === "job") found.push(node);
    return true;
  });
  return found;
}

function planOf(scene: Scene, strategy: Strategy): Plan {
  switch (strategy.kind) {
    case "sequential":
      return sequential(scene);
    case "threads":
    case "free_threaded":
      return threads(scene, strategy.workers);
    case "processes":
      return processes(scene, strategy.workers);
    case "asyncio":
      return tasks(scene, strategy);
  }
}

/** `main` stands behind the last job, imports in front of everything but the title and the options. */
function assembled(scene: Scene, plan: Plan, { kind }: Strategy): Declaration[] {
  const { jobs } = scene;
  const declarations: Declaration[] = [];
  for (const node of scene.module.declarations) {
    if (!isKept(scene, node)) continue;
    declarations.push(plan.instead.get(node) ?? node);
    if (node === jobs.at(-1)) declarations.push(...closing(scene, plan));
  }
  const first = declarations.findIndex((node) => node.kind !== "Scenario" && node.kind !== "Option");
  const whole = declarations.toSpliced(first, 0, ...missingImports(scene.module, declarations));
  return kind === "free_threaded" ? withOption(whole, "interpreter", "free-threaded") : whole;
}

const modulesInUse = ["asyncio", "functools", "itertools", "multiprocessing"];
const poolsInUse = ["ThreadPoolExecutor", "ProcessPoolExecutor"];

/** A scenario needs none, but this one is there to be read. */
function missingImports(module: ModuleText, declarations: readonly Declaration[]): Import[] {
  const used = new Set<string>();
  for (const declaration of declarations)
    walk(declaration, (node) => {
      if (isName(node) && !module.imports.has(node.id)) used.add(node.id);
      return true;
    });
  return [
    ...modulesInUse.filter((each) => used.has(each)).map(importing),
    ...poolsInUse.filter((each) => used.has(each)).map((each) => importingFrom("concurrent.futures", each)),
  ];
}

/** The results are worth a name that outcomes show if some job returns any. */
function closing({ jobs, free }: Scene, { helpers, main }: Plan): Declaration[] {
  const results = free.take("results");
  const made = jobs.some(({ body }) => body.some(returnsValue)) ? [shared(results, list([]))] : [];
  return [...made, ...helpers, { kind: "Main", body: main(results), span: nowhere }];
}

function returnsValue(statement: Statement): boolean {
  let returns = false;
  walk(statement, (node) => {
    returns ||= kindOf(node) === "Return" && (node as Extract<Statement, { kind: "Return" }>).value !== null;
    return !/^(?:FunctionDef|Lambda|ClassDef)$/.test(kindOf(node));
  });
  return returns;
}

/** What is said of the jobs as units has no meaning any more. */
function isKept({ module }: Scene, node: Declaration): boolean {
  if (node.kind === "Compare" || node.kind === "Expect") return false;
  return (node.kind !== "Property" && node.kind !== "Outcome") || jobNames(module, node).length === 0;
}
