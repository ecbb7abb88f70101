// Hand-made timed runs, in a short notation and in milliseconds.
import type {
  Activity,
  Contention,
  CriticalStep,
  GilLane,
  Lane,
  Segment,
  Timeline,
  Totals,
} from "#sim/timing/timeline.js";

const MILLISECOND = 1e6;
const kinds = ["runs", "starts", "gil", "core", "io", "waits", "loop"] as const satisfies readonly Activity[];

/** A lane: what it does, one after the other. */
export interface Doing {
  readonly name: string;
  /** "starts 1, runs 20, gone 3, gil 10 <2, waits 30 lock <0": milliseconds, what it waits for, the lane that ends it. */
  readonly does: string;
  readonly form?: Lane["form"];
  readonly loop?: number;
  readonly process?: number;
}

/** The lanes one after the other; for each process in `gils` the holders of its GIL: "1 20, none 5, 2 15". */
export function timeline(
  doings: readonly Doing[],
  more: Partial<Timeline> & { readonly holders?: Readonly<Record<number, string>> } = {},
): Timeline {
  const lanes = doings.map(laneOf);
  const gils = Object.entries(more.holders ?? {}).map(([process, text]) => gilOf(Number(process), text));
  const { holders: _, ...rest } = more;
  const segments = lanes.flatMap((lane) => lane.segments);
  return {
    lanes,
    gils,
    cores: 4,
    makespan: segments.reduce((last, { to }) => Math.max(last, to), 0),
    end: "completed",
    criticalPath: [],
    contention: contentionOf(segments),
    totals: totalsOf(segments, gils),
    events: segments.length,
    ...rest,
  };
}

function laneOf({ name, does, form, loop, process }: Doing, index: number): Lane {
  return {
    index,
    unit: index,
    name,
    form: form ?? (index === 0 ? "main" : loop === undefined ? "thread" : "task"),
    loop: loop ?? null,
    process: process ?? 0,
    parent: null,
    segments: segmentsOf(does),
  };
}

function segmentsOf(does: string): Segment[] {
  let now = 0;
  return does.split(", ").flatMap((part): Segment[] => {
    const [, what = "", time, about, by] = /^(\w+) ([\d.]+)(?: ([^<]*[^<\s]))?(?: ?<(\d+))?$/.exec(part) ?? [];
    const from = now;
    now += Number(time) * MILLISECOND;
    const activity = kinds.find((kind) => kind === what);
    if (activity === undefined) return [];
    const words = about === undefined ? null : `waits for ${about}`;
    return [{ from, to: now, activity, about: words, by: by === undefined ? null : Number(by), line: null }];
  });
}

function gilOf(process: number, text: string): GilLane {
  let now = 0;
  const segments = text.split(", ").flatMap((part) => {
    const [lane, time] = part.split(" ");
    const from = now;
    now += Number(time) * MILLISECOND;
    return lane === "none" ? [] : [{ from, to: now, lane: Number(lane) }];
  });
  return { process, segments };
}

function total(segments: readonly { readonly from: number; readonly to: number }[]): number {
  return segments.reduce((sum, { from, to }) => sum + to - from, 0);
}

function totalsOf(segments: readonly Segment[], gils: readonly GilLane[]): Totals {
  const of = (activity: Activity): number => total(segments.filter((segment) => segment.activity === activity));
  return {
    running: of("runs"),
    computing: of("runs"),
    overhead: 0,
    gil: of("gil"),
    core: of("core"),
    io: of("io"),
    waits: of("waits"),
    starts: of("starts"),
    held: gils.map((gil) => total(gil.segments)),
  };
}

function contentionOf(segments: readonly Segment[]): Contention[] {
  const names = [...new Set(segments.flatMap(({ about }) => (about === null ? [] : [about])))];
  return names
    .map((about) => {
      const own = segments.filter((segment) => segment.about === about);
      const longest = Math.max(...own.map(({ from, to }) => to - from));
      return { about, waits: own.length, total: total(own), longest };
    })
    .sort((a, b) => b.total - a.total);
}

/** "2 io 100, 1 runs 20": lane, activity, milliseconds. */
export function path(text: string): CriticalStep[] {
  let now = 0;
  return text.split(", ").map((part) => {
    const [, lane, what, time, about] = /^(\d+) (\w+) ([\d.]+)(?: (.*))?$/.exec(part) ?? [];
    const from = now;
    now += Number(time) * MILLISECOND;
    const activity = kinds.find((kind) => kind === what) ?? "runs";
    return { lane: Number(lane), from, to: now, activity, about: about === undefined ? null : `waits for ${about}` };
  });
}

/** Threads that each compute, then wait for the outside world; the GIL goes round every five milliseconds. */
export function threadsUnderGil(threads: number, cpu: number, io: number, interval = 5): Timeline {
  const left = Array.from({ length: threads }, () => cpu);
  const does = left.map((): string[] => ["starts 1"]);
  const waited = left.map(() => 0);
  const holders: string[] = ["0 1"];
  for (let at = 0; left.some((time) => time > 0); at = (at + 1) % threads) {
    const run = Math.min(interval, left[at]);
    if (run <= 0) continue;
    left[at] -= run;
    if (waited[at] > 0) does[at].push(`gil ${waited[at].toFixed(6)} <${((at + threads - 1) % threads) + 1}`);
    waited[at] = 0;
    does[at].push(`runs ${run.toFixed(6)}`);
    holders.push(`${at + 1} ${run.toFixed(6)}`);
    left.forEach((time, other) => (waited[other] += other !== at && time > 0 ? run : 0));
  }
  const workers = does.map((parts, i): Doing => ({ name: `worker[${i}]`, does: [...parts, `io ${io}`].join(", ") }));
  const end = 1 + threads * cpu + io;
  const main = { name: "main", does: `runs 1, waits ${end - 2} worker[${threads - 1}] <${threads}, runs 1` };
  return timeline([main, ...workers], { holders: { 0: holders.join(", ") } });
}

/** An event loop with tasks that compute one after the other, then wait for the outside world for different times. */
export function tasksOfLoop(tasks: number, cpu: number, io: (task: number) => number): Timeline {
  const lanes = Array.from({ length: tasks }, (_, task): Doing => {
    const before = task * cpu === 0 ? "" : `loop ${task * cpu}, `;
    return { name: `Task-${task + 2}`, does: `${before}runs ${cpu}, io ${io(task)}`, loop: 0 };
  });
  const end = Math.max(...lanes.map((_, task) => (task + 1) * cpu + io(task)));
  return timeline([{ name: "main", does: `waits ${end} gather`, form: "coroutine" }, ...lanes]);
}
