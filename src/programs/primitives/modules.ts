/**
 * The library: Python's modules, written in the scenario language. Only members that a program uses, directly or
 * through others, become part of it.
 */
import { moduleFunctions } from "../builtins/modules.js";
import { asyncContext } from "./asyncio-context.js";
import { asyncioFutures } from "./asyncio-futures.js";
import { asyncioLocks } from "./asyncio-locks.js";
import { asyncioLoop } from "./asyncio-loop.js";
import { asyncioQueues } from "./asyncio-queues.js";
import { asyncioTasks } from "./asyncio-tasks.js";
import { asyncioThreads } from "./asyncio-threads.js";
import { asyncioTimeouts } from "./asyncio-timeouts.js";
import { barrier } from "./barrier.js";
import { builtins } from "./builtins.js";
import { condition } from "./condition.js";
import { event } from "./event.js";
import { executor } from "./futures-executor.js";
import { future } from "./futures-future.js";
import { processPool } from "./futures-processes.js";
import { threadPool } from "./futures-threads.js";
import { waiting } from "./futures-waiting.js";
import { contextlib, functools } from "./functools.js";
import { itertools } from "./itertools.js";
import { lock } from "./lock.js";
import { process } from "./process.js";
import { os, pickle, processConnection, processContexts } from "./process-contexts.js";
import { processLock } from "./process-lock.js";
import { processLocks } from "./process-locks.js";
import { processManagers } from "./process-managers.js";
import { processPipes } from "./process-pipes.js";
import { processPools } from "./process-pools.js";
import { processQueues } from "./process-queues.js";
import { queue } from "./queue.js";
import { random } from "./random.js";
import { semaphore } from "./semaphore.js";
import { ctypes, sharedMemory } from "./shared-memory.js";
import { thread } from "./thread.js";
import { time } from "./time.js";
import { timer } from "./timer.js";

export interface LibraryModule {
  /** As imported: "concurrent.futures". */
  readonly name: string;
  /** In the scenario language, with `select`. */
  readonly text: string;
  /** Names visible without import. */
  readonly defaults: readonly string[];
  /** Members that are values of ours: "perf_counter" → the builtin function or type that it is. */
  readonly natives: Readonly<Record<string, string>>;
}

const threading: LibraryModule = {
  name: "threading",
  text: [lock, condition, semaphore, event, barrier, thread, timer].join("\n"),
  defaults: [
    "Thread",
    "Lock",
    "RLock",
    "Condition",
    "Semaphore",
    "BoundedSemaphore",
    "Event",
    "Barrier",
    "BrokenBarrierError",
    "Timer",
    "local",
  ].concat(["current_thread", "main_thread", "get_ident"]),
  natives: {},
};

const queues: LibraryModule = {
  name: "queue",
  text: queue,
  defaults: ["Queue", "LifoQueue", "PriorityQueue", "SimpleQueue", "Empty", "Full", "ShutDown"],
  natives: {},
};

const asyncio: LibraryModule = {
  name: "asyncio",
  text: [asyncioLoop, asyncioFutures, asyncioTasks, asyncioTimeouts, asyncioLocks, asyncioQueues, asyncioThreads].join(
    "\n",
  ),
  defaults: [],
  natives: { TimeoutError: "TimeoutError" },
};

const multiprocessing: LibraryModule = {
  name: "multiprocessing",
  text: [process, processLock, processLocks, sharedMemory, processQueues, processPipes]
    .concat([processManagers, processPools, processContexts])
    .join("\n"),
  defaults: ["Process", "Value", "Array", "Pipe", "Manager", "Pool", "current_process"],
  natives: {},
};

const futures: LibraryModule = {
  name: "concurrent.futures",
  text: [future, waiting, executor, threadPool, processPool].join("\n"),
  defaults: [],
  natives: { TimeoutError: "TimeoutError" },
};

/** The same classes by the names of the files in which CPython keeps them. */
const futuresThread = "from concurrent.futures import ThreadPoolExecutor, BrokenThreadPool\n";
const futuresProcess = "from concurrent.futures import ProcessPoolExecutor, BrokenProcessPool\n";

/** A module without default names. */
function plain(name: string, text: string, defaults: readonly string[] = []): LibraryModule {
  return { name, text, defaults, natives: {} };
}

const collections: LibraryModule = {
  ...plain("collections", ""),
  natives: { deque: "deque", defaultdict: "defaultdict", Counter: "Counter", OrderedDict: "OrderedDict" },
};

/** `math`, `heapq`, `copy`, …: modules whose members are all built-ins. */
function nativeModules(): LibraryModule[] {
  const members = new Map<string, Record<string, string>>();
  for (const [full] of moduleFunctions()) {
    const [module, member] = full.split(".");
    members.set(module, { ...members.get(module), [member]: full });
  }
  return [...members].map(([name, natives]) => ({ ...plain(name, ""), natives }));
}

/** In a fixed order: a name that several modules offer without import is the first one's. */
export const modules: readonly LibraryModule[] = [
  threading,
  queues,
  asyncio,
  multiprocessing,
  futures,
  plain("concurrent.futures.thread", futuresThread),
  plain("concurrent.futures.process", futuresProcess),
  plain("time", time, ["sleep"]),
  plain("multiprocessing.connection", processConnection),
  { ...plain("pickle", pickle), natives: { PicklingError: "pickle.PicklingError", PickleError: "pickle.PickleError" } },
  plain("os", os),
  plain("ctypes", ctypes),
  plain("random", random),
  plain("functools", functools),
  plain("contextlib", contextlib + asyncContext),
  plain("itertools", itertools),
  plain("builtins", builtins, ["map", "filter", "zip", "enumerate"]),
  collections,
  ...nativeModules(),
];
