/** `compare` lines, and what is expected of their strategies. */
import { meant, strategyKinds, strategyText, type StrategyKind } from "../../programs/strategy.js";
import type { ModuleText } from "../lower/context.js";
import { staticInteger } from "../lower/static.js";
import { comparedIn, strategyKind, strategyOf } from "../lower/strategies.js";
import { unitsOf } from "../lower/units.js";
import type { Expression, PoolSyntax, StrategySyntax } from "../syntax.js";
import { didYouMean, listed, type Report } from "./report.js";

const CODE = "E259";

export function checkStrategies(module: ModuleText, report: Report): void {
  const compared = comparedIn(module);
  const expected = module.declarations.flatMap((node) =>
    node.kind === "Expect" && "strategy" in node.expectation ? [node.expectation.strategy] : [],
  );
  for (const node of [...compared, ...expected]) checkStrategy(module, node, report);
  checkJobs(module, [...compared, ...expected], report);
  if (report.diagnostics.some(({ code }) => code === CODE) || compared.length === 0) return;
  checkListed(module, expected, compared, report);
}

/** Strategies carry out jobs: there must be some. */
function checkJobs(module: ModuleText, [first]: readonly StrategySyntax[], report: Report): void {
  if (first === undefined || unitsOf(module.declarations).some(({ form }) => form === "job")) return;
  report.error(
    CODE,
    first.span,
    "There are no jobs that a strategy could carry out.",
    "Declare the work as `job NAME * 8:` with statements below it.",
  );
}

/** Each strategy only once, and expected of none that is not compared. */
function checkListed(
  module: ModuleText,
  expected: readonly StrategySyntax[],
  compared: readonly StrategySyntax[],
  report: Report,
): void {
  const strategies = compared.map((node) => strategyOf(module, node));
  const texts = strategies.map(strategyText);
  for (const [index, { span }] of compared.entries())
    if (texts.indexOf(texts[index]) < index)
      report.error(CODE, span, `\`${texts[index]}\` is listed already.`, "Leave one of them out.");
  for (const node of expected) {
    const strategy = strategyOf(module, node);
    if (meant(strategy, strategies).length > 0) continue;
    const hint = `It lists ${listed(texts)}.`;
    report.error(CODE, node.span, `\`compare\` does not list \`${strategyText(strategy)}\`.`, hint);
  }
}

function checkStrategy(module: ModuleText, node: StrategySyntax, report: Report): void {
  const kind = strategyKind(node.name);
  if (kind === null) return unknown(node, strategyKinds, report);
  const pooled = kind !== "sequential" && kind !== "asyncio";
  if (pooled) checkCount(module, node.workers, "How many workers there are", report);
  else if (node.workers !== null) {
    const hint = kind === "asyncio" ? "Write `asyncio limit 10` for ten jobs at a time." : "Leave out the parentheses.";
    report.error(CODE, node.workers.span, `\`${kind}\` has no workers.`, hint);
  }
  checkCount(module, node.limit, "How many jobs are under way at a time", report);
  const rest = "Only `asyncio` is followed by";
  if (kind !== "asyncio" && node.limit !== null)
    report.error(CODE, node.limit.span, `${rest} \`limit\`.`, `Write \`${pooled ? kind : "threads"}(10)\`.`);
  if (node.computing !== null) checkComputing(module, kind, node.computing, `${rest} \`+\` and a pool.`, report);
}

function checkComputing(module: ModuleText, kind: StrategyKind, pool: PoolSyntax, only: string, report: Report): void {
  const pools = ["threads", "processes"];
  if (kind !== "asyncio") report.error(CODE, pool.span, only, "Write for instance `asyncio + processes(4)`.");
  else if (!pools.includes(pool.name)) unknown(pool, pools, report);
  else checkCount(module, pool.workers, "How many workers there are", report);
}

function unknown({ name, nameSpan }: PoolSyntax, known: readonly string[], report: Report): void {
  const hint = didYouMean(name, known, `Strategies are ${listed(known)}; pools take a number: \`threads(8)\`.`);
  report.error(CODE, nameSpan, "This is no strategy.", hint);
}

/** A number of workers or jobs. */
function checkCount(module: ModuleText, count: Expression | null, what: string, report: Report): void {
  if (count === null) return;
  const value = staticInteger(module, count);
  if (value === null)
    report.error(CODE, count.span, `${what} must be known beforehand.`, "Write a whole number or a `const`.");
  else if (value < 1n || value > 1000n)
    report.error(CODE, count.span, `${what} cannot be ${value}.`, "Write a number from 1 to 1000.");
}
