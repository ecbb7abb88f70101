/** How the jobs of a scenario are carried out: one entry of a `compare` line. */
export type StrategyKind = "sequential" | "threads" | "processes" | "asyncio" | "free_threaded";

export interface Strategy {
  readonly kind: StrategyKind;
  /** How many workers the pool has; null where there is none (sequential, asyncio) and where the scenario does not say. */
  readonly workers: number | null;
  /** asyncio: how many jobs are under way at a time; null: all of them. */
  readonly limit: number | null;
  /** asyncio with a pool that computes what the jobs compute, so that the loop is free: `asyncio + processes(4)`. */
  readonly computing: { readonly kind: "threads" | "processes"; readonly workers: number | null } | null;
}

/** As a `compare` line writes it: `threads(8)`, `asyncio limit 10`, `asyncio + processes(4)`. */
export function strategyText({ kind, workers, limit, computing }: Strategy): string {
  const limited = limit === null ? "" : ` limit ${limit}`;
  return pool(kind, workers) + limited + (computing === null ? "" : ` + ${pool(computing.kind, computing.workers)}`);
}

function pool(kind: string, workers: number | null): string {
  return workers === null ? kind : `${kind}(${workers})`;
}
