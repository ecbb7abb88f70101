/**
 * What things cost: every constant of the clock, with its meaning and where the default comes from. `sim calibrate`
 * measures them on a machine; a scenario or a command line may set single ones.
 *
 * The defaults are medians for CPython 3.11 on a small cloud machine with Linux (sources: `Python/ceval_gil.h` for what
 * there is to be measured, `sys.getswitchinterval` for the switch interval).
 */

export interface Parameter {
  /** Unit of the value. */
  readonly unit: "seconds" | "seconds per byte" | "seconds per item" | "ratio" | "share" | "count";
  readonly default: number;
  readonly meaning: string;
  /** What it is in CPython or in the operating system, and how it is measured. */
  readonly source: string;
}

const seconds = (value: number, meaning: string, source: string): Parameter => ({
  unit: "seconds",
  default: value,
  meaning,
  source,
});

export const parameters = {
  cores: {
    unit: "count",
    default: 4,
    meaning: "cores of the machine",
    source: "os.sched_getaffinity, else os.cpu_count; a cgroup's quota if that is less",
  },
  parallel_slowdown: {
    unit: "ratio",
    default: 1,
    meaning: "how much longer a computation takes while all cores are busy (shared caches, hyper-threads)",
    source: "processor time of the same loop in as many processes as cores, against one alone",
  },
  os_slice: seconds(
    3e-3,
    "how long a thread keeps a core that others wait for",
    "two processes that compute on one core",
  ),

  switch_interval: seconds(5e-3, "how long a thread waits for the GIL before it asks for it", "sys.getswitchinterval"),
  gil_timer_slack: seconds(
    9e-5,
    "how much later than that it asks",
    "lateness of Lock.acquire(timeout=sys.getswitchinterval()), the same kind of wait",
  ),
  gil_hand_over: seconds(
    3e-5,
    "from dropping the GIL to the next holder's first instruction",
    "two computing threads: from the last stamp of one to the first of the other",
  ),
  gil_requester_share: {
    unit: "share",
    default: 0.3,
    meaning: "how often, of several that wait, the one that asked for the GIL gets it; else each is as likely",
    source: "three and four computing threads: how much oftener than others the GIL goes to the one that had it last",
  },

  wake_up: seconds(6.7e-5, "how much later than asked a sleep ends", "time.sleep of 1 and of 10 ms"),
  thread_wake: seconds(
    8e-6,
    "from the release of a lock to the waiting thread's first instruction",
    "half a round of two threads that release each other's lock",
  ),

  instruction: seconds(
    1e-8,
    "one bytecode instruction of the scenario's own code",
    "a seventh of a turn of a loop that counts",
  ),
  call: seconds(
    2e-8,
    "one call of a Python function of the scenario, beyond its instructions",
    "a loop that calls, less five instructions a turn",
  ),

  thread_create: seconds(
    3e-5,
    "what Thread.start() and a pool's first submit take of the starter",
    "processor time of Thread.start",
  ),
  thread_begin: seconds(
    2.5e-5,
    "from there to the new thread's first instruction",
    "from the call of start, less `thread_create`",
  ),
  thread_end: seconds(
    1e-5,
    "what the end of a thread takes",
    "from the last instruction to the return of join, less `thread_wake`",
  ),

  fork: seconds(8e-4, "what starting a forked process takes of the starter", "Process.start, fork"),
  fork_begin: seconds(6e-4, "from there to the child's first instruction", "Process.start, fork"),
  spawn: seconds(6.5e-4, "what starting a spawned process takes of the starter", "Process.start, spawn"),
  spawn_begin: seconds(4.7e-2, "a new interpreter and its imports, in the child", "Process.start, spawn"),
  forkserver: seconds(1.1e-3, "what asking the fork server takes of the starter", "Process.start, forkserver"),
  forkserver_begin: seconds(5e-3, "from there to the child's first instruction", "Process.start, forkserver"),
  forkserver_first: seconds(
    6.5e-2,
    "starting the fork server itself, once",
    "the first Process.start of all, less `forkserver`",
  ),
  resource_tracker: seconds(
    3.5e-2,
    "a process that the first spawned one starts beside it, up to its first instruction",
    "multiprocessing.resource_tracker, in an interpreter of its own",
  ),
  process_end: seconds(1e-3, "from a process's last instruction to the return of join", "Process.join"),

  pickle_byte: {
    unit: "seconds per byte",
    default: 1.5e-10,
    meaning: "pickling one byte of str or bytes",
    source: "pickle.dumps",
  },
  pickle_item: {
    unit: "seconds per item",
    default: 1e-8,
    meaning: "pickling one item of a container",
    source: "pickle.dumps",
  },
  unpickle_byte: {
    unit: "seconds per byte",
    default: 1.5e-10,
    meaning: "unpickling one byte of str or bytes",
    source: "pickle.loads",
  },
  unpickle_item: {
    unit: "seconds per item",
    default: 2e-8,
    meaning: "unpickling one item of a container",
    source: "pickle.loads",
  },
  pipe_byte: {
    unit: "seconds per byte",
    default: 3.5e-9,
    meaning: "one byte through a pipe, both ends, with all switches",
    source: "short calls of a pool with 1 MB, against calls without, on all cores, less pickling",
  },

  thread_pool_submit: seconds(6e-6, "ThreadPoolExecutor.submit, in the caller", "submits while the worker waits"),
  thread_pool_take: seconds(3e-6, "taking and finishing a call, in the worker", "calls that wait for their worker"),
  process_pool_create: seconds(
    4e-3,
    "making a pool of processes, its queues and its own threads, up to the first call, besides starting the workers",
    "the first pool of a program, from the constructor to a call's first instruction, less `fork` and `fork_begin`",
  ),
  process_pool_end: seconds(
    1e-3,
    "ending a pool of processes, besides the end of its workers",
    "shutdown with one worker, less `process_end`",
  ),
  process_pool_submit: seconds(1e-5, "ProcessPoolExecutor.submit, in the caller", "its processor time"),
  process_pool_manage: seconds(
    1e-4,
    "sending a call to the workers and receiving its result, in the pool's own thread, with half of the switches",
    "half of: time of all cores for each of many short calls, less submitting it and what the worker does",
  ),
  process_pool_take: seconds(
    1.2e-4,
    "taking a call and returning its result, in the worker, with half of the switches",
    "its processor time, and half of: see process_pool_manage",
  ),
  pipe_message: seconds(
    5e-6,
    "sending or receiving one message through a Pipe or a Queue",
    "a quarter of a round trip",
  ),

  lock: seconds(3e-8, "acquiring or releasing a free Lock", "Lock.acquire, Lock.release"),
  rlock: seconds(7e-8, "acquiring or releasing a free RLock", "RLock.acquire, RLock.release"),
  semaphore: seconds(5e-7, "acquiring or releasing a Semaphore", "Semaphore.acquire, Semaphore.release"),
  condition: seconds(1.8e-7, "Condition.notify, and waiting besides the wait itself", "Condition.notify"),
  event: seconds(4e-7, "Event.set, Event.clear", "Event.set, Event.clear"),
  queue: seconds(6e-7, "Queue.put or Queue.get that need not wait", "Queue.put, Queue.get"),
  process_lock: seconds(1.2e-7, "acquiring or releasing a multiprocessing lock that is free", "multiprocessing.Lock"),
  shared_value: seconds(1.4e-7, "reading or writing the value of a multiprocessing.Value", "Value.value"),
  manager_call: seconds(2.3e-5, "one call of a manager's object", "Manager().dict()"),

  loop_start: seconds(
    4e-4,
    "asyncio.run: making a loop and closing it",
    "asyncio.run of nothing, the first of a program",
  ),
  task_create: seconds(4e-6, "creating a task and finishing it", "asyncio.gather of 1000, processor time for each"),
  task_switch: seconds(1.8e-6, "one step of a task by the event loop", "asyncio.sleep(0), processor time"),
  timer: seconds(
    2e-6,
    "setting a timer of the event loop and its going off",
    "a gather of 1000 sleeps, less creating and one step",
  ),
  loop_wake: seconds(3e-5, "waking an event loop from another thread", "call_soon_threadsafe to an idle loop"),
  select_step: seconds(
    1e-3,
    "an idle event loop waits for a whole number of these, rounded up",
    "selectors.EpollSelector.select: milliseconds",
  ),
  select_wake_up: seconds(8e-5, "how much later than asked an idle event loop wakes", "asyncio.sleep(0.002)"),
} as const satisfies Readonly<Record<string, Parameter>>;

export type ParameterName = keyof typeof parameters;

/** A value for each parameter, in its unit. */
export type Costs = Readonly<Record<ParameterName, number>>;

export const parameterNames = Object.keys(parameters) as readonly ParameterName[];

/** What holds where nothing was measured. */
export const defaultCosts: Costs = Object.fromEntries(
  parameterNames.map((name) => [name, parameters[name].default]),
) as Record<ParameterName, number>;

/** An ideal machine: nothing but `cpu`, `io` and `sleep` takes time. The GIL still changes hands at its interval. */
export const noOverheads: Costs = Object.fromEntries(parameterNames.map((name) => [name, ideal(name)])) as Record<
  ParameterName,
  number
>;

function ideal(name: ParameterName): number {
  if (name === "cores" || name === "parallel_slowdown" || name === "os_slice" || name === "switch_interval")
    return parameters[name].default;
  return name === "gil_requester_share" ? 1 : 0;
}
