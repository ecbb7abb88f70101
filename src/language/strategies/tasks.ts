/** Jobs as tasks of one event loop, with a limit and with a pool if wanted. */
import type { Strategy } from "../../programs/strategy.js";
import { isName, walk } from "../lower/nodes.js";
import type { Declaration, FunctionDef, Statement } from "../syntax.js";
import {
  assign,
  awaited,
  call,
  callWith,
  define,
  dotted,
  give,
  integer,
  name,
  parameter,
  positional,
  unpacked,
  using,
} from "./build.js";
import { Computing } from "./computing.js";
import { Coroutines } from "./coroutines.js";
import { exchangedFor } from "./exchange.js";
import { forEachJob, functionOf } from "./jobs.js";
import { declarationOf, reachedFrom, type FreeNames } from "./names.js";
import { poolOf, type PoolClass } from "./pools.js";
import { amongTasks, holdsPrimitives, type Shared } from "./primitives.js";
import type { Plan, Scene } from "./scene.js";
import { Work } from "./work.js";

export function tasks(scene: Scene, { limit, computing: pool }: Strategy): Plan {
  const { module, jobs, free, refusals } = scene;
  const reached = reachedFrom(module, jobs);
  const primitives = [...reached].filter((node): node is Shared => holdsPrimitives(module, node));
  const work = new Work(module, jobs, reached, new Set(primitives));
  const computing = pool === null ? null : new Computing(module, work, free);
  const coroutines = new Coroutines(module, work, refusals, computing);
  stayInLoop(scene, [...primitives, ...work.waiting]);
  const instead = new Map(exchangedFor(scene, primitives, amongTasks));
  for (const node of work.waiting) if (node.kind === "FunctionDef") instead.set(node, coroutines.define(node, node));
  for (const job of jobs) instead.set(job, coroutines.define(functionOf(job), job));
  const named = pool === null || computing === null ? null : { ...pool, name: computing.pool, users: work.handingOff };
  const run = runner(scene, limit, named);
  return {
    instead,
    helpers: [...(computing?.helpers ?? []), run],
    main: (results) => [assign(name(results), call("asyncio.run", call(run.name)))],
  };
}

function poolClass(kind: "threads" | "processes"): PoolClass {
  return kind === "threads" ? "ThreadPoolExecutor" : "ProcessPoolExecutor";
}

interface NamedPool {
  readonly name: string;
  readonly kind: "threads" | "processes";
  readonly workers: number | null;
  /** The jobs that are given the pool. */
  readonly users: ReadonlySet<Declaration>;
}

/** `async def run_jobs(): return await asyncio.gather(*[job() for _ in range(N)])`, with its limit and its pool. */
function runner({ jobs, free }: Scene, limit: number | null, pool: NamedPool | null): FunctionDef {
  const limited = limit === null ? null : limiter(free, limit);
  const all = forEachJob(jobs, (callee, args, job) => {
    const given = pool?.users.has(job) === true ? [name(pool.name), ...args] : args;
    return limited === null
      ? callWith(callee, given.map(positional))
      : callWith(name(limited.name), [callee, ...given].map(positional));
  });
  const gathered = give(awaited(callWith(dotted("asyncio.gather"), [unpacked(all)])));
  const body = pool === null ? [gathered] : [using(poolOf(poolClass(pool.kind), pool.workers), pool.name, [gathered])];
  return define(free.take("run_jobs"), [], [...(limited?.body ?? []), ...body], true);
}

/**
 * async def limited(job, *args):
 *     async with limit:
 *         return await job(*args)
 */
function limiter(free: FreeNames, most: number): { readonly name: string; readonly body: readonly Statement[] } {
  const [limit, made, job, args] = ["limit", "limited", "job", "args"].map((word) => free.take(word));
  const called = callWith(name(job), [unpacked(name(args))]);
  const held = using(name(limit), null, [give(awaited(called))], true);
  return {
    name: made,
    body: [
      assign(name(limit), call("asyncio.Semaphore", integer(most))),
      define(made, [parameter(job), parameter(args, "*")], [held], true),
    ],
  };
}

/** A primitive of asyncio, or a coroutine, is for one event loop: other units can use neither. */
function stayInLoop({ module, jobs, refusals }: Scene, changed: readonly Declaration[]): void {
  const units = module.declarations.filter((node) => node.kind === "Unit" && !jobs.includes(node));
  const elsewhere = reachedFrom(module, units);
  const values = module.declarations.filter(({ kind }) => kind === "Shared" || kind === "Const");
  for (const value of values)
    walk(value, (part) => {
      const named = isName(part) ? declarationOf(module, module.scopes.root, part) : null;
      if (named?.kind === "FunctionDef") elsewhere.add(named);
      return true;
    });
  for (const node of changed)
    if (elsewhere.has(node) && "nameSpan" in node)
      refusals.refuse(
        node.nameSpan,
        `\`${node.name}\` is used outside the jobs, too, where no event loop runs.`,
        "Declare another one for the jobs.",
      );
}
