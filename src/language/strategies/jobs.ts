/** The `job`s of a scenario: what each of them calls, how many there are, and the function that they become. */
import type { ModuleText } from "../lower/context.js";
import { staticInteger } from "../lower/static.js";
import type { Declaration, Expression, FunctionDef, UnitDecl } from "../syntax.js";
import { call, integer, list, listOf, name, sum } from "./build.js";

export function jobsOf(declarations: readonly Declaration[]): UnitDecl[] {
  return declarations.filter((node): node is UnitDecl => node.kind === "Unit" && node.form === "job");
}

/** How many jobs there are in all if there are to be `wanted` of each; null if that shows only when the scenario runs. */
export function countJobs(module: ModuleText, wanted: number | null): number | null {
  const counts = jobsOf(module.declarations).map((job) =>
    wanted !== null && isMany(module, job) ? wanted : countOf(module, job),
  );
  return counts.reduce((total, count) => (total === null || count === null ? null : total + count), 0);
}

function countOf(module: ModuleText, { multiplicity: { count, over } }: UnitDecl): number | null {
  if (count !== null) return numberOf(module, count);
  return over === null ? 1 : lengthOf(module, over.iterable);
}

function numberOf(module: ModuleText, expr: Expression): number | null {
  const value = staticInteger(module, expr);
  return value === null ? null : Number(value);
}

/** The length of a list, a tuple or a `range`, or of a constant that is one. */
function lengthOf(module: ModuleText, expr: Expression): number | null {
  if (expr.kind === "Name") {
    const node = module.declared.get(expr.id);
    return node?.kind === "Const" ? lengthOf(module, node.value) : null;
  }
  if (expr.kind === "List" || expr.kind === "Tuple")
    return expr.items.some(({ kind }) => kind === "Starred") ? null : expr.items.length;
  if (expr.kind !== "Call" || expr.callee.kind !== "Name" || expr.callee.id !== "range") return null;
  const bounds = expr.args.map(({ value }) => numberOf(module, value));
  const [start, stop] = bounds.length === 1 ? [0, bounds[0]] : bounds;
  return bounds.length > 2 || start === null || stop === null ? null : Math.max(0, stop - start);
}

/**
 * So many of a job as are asked for: its values are taken again from the first one where there are too few. A job that
 * there is once beside others that are many stays one.
 */
export function resized(module: ModuleText, job: UnitDecl, jobs: number): UnitDecl {
  const { over, params } = job.multiplicity;
  if (!isMany(module, job)) return job;
  if (over === null) return { ...job, multiplicity: { params, count: integer(jobs), over } };
  if (countOf(module, job) === jobs) return job;
  const iterable = call("itertools.islice", call("itertools.cycle", over.iterable), integer(jobs));
  return { ...job, multiplicity: { params, count: null, over: { ...over, iterable } } };
}

/** Is the number of this job open to change? A single one's is where all are single. */
function isMany(module: ModuleText, job: UnitDecl): boolean {
  const isSingle = ({ multiplicity: { count, over } }: UnitDecl): boolean => count === null && over === null;
  return !isSingle(job) || jobsOf(module.declarations).every(isSingle);
}

export function functionOf(job: UnitDecl): FunctionDef {
  const { multiplicity, nameSpan, body, span } = job;
  const rest = { returns: null, decorators: [], async: false };
  return { kind: "FunctionDef", name: job.name, nameSpan, params: multiplicity.params, body, ...rest, span };
}

/** `[f() for _ in range(N)] + [g(x) for x in xs]`: the list of all jobs' values of `each`, which gets what to call. */
export function forEachJob(
  jobs: readonly UnitDecl[],
  each: (callee: Expression, args: Expression[], job: UnitDecl) => Expression,
): Expression {
  return sum(
    jobs.map((job) => {
      const { count, over, params } = job.multiplicity;
      const args = params.map((param) => name(param.name));
      const element = each(name(job.name), args, job);
      if (over !== null) return listOf(element, over.target, over.iterable);
      return count === null ? list([element]) : listOf(element, name("_"), call("range", count));
    }),
  );
}
