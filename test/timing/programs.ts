/** Arbitrary jobs of parts: computing, io, work under a lock, updates that may be lost. */
import fc from "fast-check";

export interface Part {
  readonly kind: "cpu" | "io" | "update";
  readonly ms: number;
  /** Under the lock. */
  readonly locked: boolean;
}

export interface Job {
  readonly parts: readonly Part[];
}

interface Wanted {
  readonly locks: boolean;
  /** With updates of `x` without a lock. */
  readonly racy?: boolean;
}

export const jobs = ({ locks, racy = false }: Wanted): fc.Arbitrary<Job[]> => {
  const part = fc.record<Part>({
    kind: racy ? fc.constantFrom("update", "cpu", "io") : fc.constantFrom("cpu", "io"),
    ms: fc.integer({ min: 1, max: 20 }),
    locked: locks ? fc.boolean() : fc.constant(false),
  });
  const most = racy ? 2 : 4;
  return fc.array(fc.record({ parts: fc.array(part, { minLength: 1, maxLength: most }) }), {
    minLength: 1,
    maxLength: racy ? 3 : 5,
  });
};

/** As a scenario; durations times `scale`. */
export function textOf(some: readonly Job[], form: "thread" | "process", scale = 1): string {
  const line = ({ kind, ms }: Part): string => (kind === "update" ? "x += 1" : `${kind} ${ms * scale}ms`);
  const lock = form === "thread" ? "Lock()" : "mp.Lock()";
  return [
    "import multiprocessing as mp",
    "shared x = 0",
    `shared lock = ${lock}`,
    ...some.flatMap(({ parts }, i) => [
      `${form} job${i}:`,
      ...parts.flatMap((part) => (part.locked ? ["    with lock:", `        ${line(part)}`] : [`    ${line(part)}`])),
    ]),
  ].join("\n");
}

const lock = fc.constantFrom("a", "b");

/** Threads that take two locks, one inside the other. */
export const nested: fc.Arbitrary<string> = fc
  .array(fc.tuple(lock, lock, fc.integer({ min: 1, max: 5 })), { minLength: 2, maxLength: 3 })
  .map((threads) =>
    [
      "shared a = Lock()",
      "shared b = Lock()",
      ...threads.flatMap(([outer, inner, ms], i) => [
        `thread t${i}:`,
        `    with ${outer}:`,
        `        io ${ms}ms`,
        `        with ${inner}:`,
        `            cpu ${ms}ms`,
      ]),
    ].join("\n"),
  );
