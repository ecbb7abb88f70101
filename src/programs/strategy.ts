/** How the jobs of a scenario are carried out. */
export const strategyKinds = ["sequential", "threads", "processes", "asyncio", "free_threaded"] as const;
export type StrategyKind = (typeof strategyKinds)[number];

/** One entry of a `compare` line. */
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

/**
 * Those of `listed` that an expectation means: the one that it names exactly, or else all of its kind that differ only
 * in what it leaves open, as `threads` means `threads(4)` and `threads(8)`.
 */
export function meant(expected: Strategy, listed: readonly Strategy[]): readonly Strategy[] {
  const exact = listed.filter((each) => strategyText(each) === strategyText(expected));
  return exact.length > 0 ? exact : listed.filter((each) => covers(expected, each));
}

function covers(expected: Strategy, actual: Strategy): boolean {
  const { computing } = expected;
  return (
    expected.kind === actual.kind &&
    isOpenOr(expected.workers, actual.workers) &&
    isOpenOr(expected.limit, actual.limit) &&
    (computing === null ||
      (computing.kind === actual.computing?.kind && isOpenOr(computing.workers, actual.computing.workers)))
  );
}

function isOpenOr(expected: number | null, actual: number | null): boolean {
  return expected === null || expected === actual;
}
