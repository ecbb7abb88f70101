/** Jobs one after the other, by a pool of threads, by a pool of processes. */
import type { Declaration, Expression, FunctionDef, UnitDecl } from "../syntax.js";
import {
  assign,
  attribute,
  callWith,
  define,
  integer,
  listOf,
  name,
  parameter,
  positional,
  tuple,
  using,
} from "./build.js";
import { exchangedFor } from "./exchange.js";
import { forEachJob, functionOf } from "./jobs.js";
import { reachedFrom } from "./names.js";
import { amongProcesses, holdsPrimitives, isForProcesses, type Shared } from "./primitives.js";
import type { Plan, Scene } from "./scene.js";

export function sequential({ jobs }: Scene): Plan {
  const all = forEachJob(jobs, (job, args) => callWith(job, args.map(positional)));
  return { instead: functions(jobs), helpers: [], main: (results) => [assign(name(results), all)] };
}

function functions(jobs: readonly UnitDecl[]): Map<Declaration, Declaration> {
  return new Map(jobs.map((job) => [job, functionOf(job)]));
}

export function threads(scene: Scene, workers: number | null): Plan {
  const main = submitted(scene, poolOf("ThreadPoolExecutor", workers));
  return { instead: functions(scene.jobs), helpers: [], main };
}

export type PoolClass = "ThreadPoolExecutor" | "ProcessPoolExecutor";

export function poolOf(made: PoolClass, workers: number | null): Extract<Expression, { kind: "Call" }> {
  return callWith(name(made), workers === null ? [] : [positional(integer(workers))]);
}

/** All jobs submitted to the pool, then all results collected. */
function submitted({ jobs, free }: Scene, made: Expression): Plan["main"] {
  const [pool, futures, future] = [free.take("pool"), free.take("futures"), free.take("future")];
  const submit = attribute(name(pool), "submit");
  const all = forEachJob(jobs, (job, args) => callWith(submit, [job, ...args].map(positional)));
  const collected = listOf(callWith(attribute(name(future), "result"), []), name(future), name(futures));
  return (results) => [using(made, pool, [assign(name(futures), all), assign(name(results), collected)])];
}

export function processes(scene: Scene, workers: number | null): Plan {
  const { module, jobs, forks } = scene;
  const reached = [...reachedFrom(module, jobs)];
  const primitives = reached.filter((node): node is Shared => holdsPrimitives(module, node));
  const instead = new Map([...functions(jobs), ...exchangedFor(scene, primitives, amongProcesses)]);
  const made = poolOf("ProcessPoolExecutor", workers);
  const common = reached.filter(
    (node): node is Shared => primitives.includes(node as Shared) || isForProcesses(module, node),
  );
  if (forks || common.length === 0) return { instead, helpers: [], main: submitted(scene, made) };
  const receive = receiver(scene, common);
  const args = [
    ...made.args,
    { name: "initializer", value: name(receive.name) },
    { name: "initargs", value: tuple(common.map((node) => name(node.name))) },
  ];
  return { instead, helpers: [receive], main: submitted(scene, { ...made, args }) };
}

/** What a worker that is no copy of its parent is given first: `def receive(a): lock = a`. */
function receiver({ free }: Scene, common: readonly Shared[]): FunctionDef {
  const given = common.map((node) => free.take(`${node.name}_`));
  const body = common.map((node, index) => assign(name(node.name), name(given[index])));
  return define(
    free.take("receive"),
    given.map((each) => parameter(each)),
    body,
  );
}
