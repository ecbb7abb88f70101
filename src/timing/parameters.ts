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
    source: "os.sched_getaffinity",
  },
  parallel_slowdown: {
    unit: "ratio",
    default: 1,
    meaning: "how much longer a computation takes while all cores are busy (shared caches, hyper-threads)",
    source: "as many processes as cores that compute, against one",
  },
  os_slice: seconds(3e-3, "how long a thread keeps a core that others wait for", "the scheduler of Linux"),

  switch_interval: seconds(5e-3, "how long a thread waits for the GIL before it asks for it", "sys.getswitchinterval"),
  gil_timer_slack: seconds(9e-5, "how much later than that it asks", "take_gil: lateness of the timed wait"),
  gil_hand_over: seconds(3e-5, "from dropping the GIL to the next holder's first instruction", "drop_gil, take_gil"),
  gil_requester_share: {
    unit: "share",
    default: 0.3,
    meaning: "how often, of several that wait, the one that asked for the GIL gets it; else each is as likely",
    source: "order of hand-overs among three and four computing threads",
  },

  wake_up: seconds(6.7e-5, "how much later than asked a sleep ends", "time.sleep(0.001)"),
  thread_wake: seconds(
    8e-6,
    "from the release of a lock to the waiting thread's first instruction",
    "ping-pong of two locks",
  ),

  instruction: seconds(1e-8, "one bytecode instruction of the scenario's own code", "a loop that counts"),
  call: seconds(2e-8, "one call of a Python function of the scenario, beyond its instructions", "a loop that calls"),

  thread_create: seconds(3e-5, "what Thread.start() and a pool's first submit take of the starter", "Thread.start"),
  thread_begin: seconds(2.5e-5, "from there to the new thread's first instruction", "Thread.start"),
  thread_end: seconds(1e-5, "what the end of a thread takes", "Thread.join"),

  fork: seconds(8e-4, "what starting a forked process takes of the starter", "Process.start, fork"),
  fork_begin: seconds(6e-4, "from there to the child's first instruction", "Process.start, fork"),
  spawn: seconds(6.5e-4, "what starting a spawned process takes of the starter", "Process.start, spawn"),
  spawn_begin: seconds(4.7e-2, "a new interpreter and its imports, in the child", "Process.start, spawn"),
  forkserver: seconds(1.1e-3, "what asking the fork server takes of the starter", "Process.start, forkserver"),
  forkserver_begin: seconds(5e-3, "from there to the child's first instruction", "Process.start, forkserver"),
  forkserver_first: seconds(6.5e-2, "starting the fork server itself, once", "first Process.start, forkserver"),
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
    default: 1.5e-9,
    meaning: "one byte through a pipe, both ends",
    source: "a pool's calls with large arguments",
  },

  thread_pool_submit: seconds(6e-6, "ThreadPoolExecutor.submit, in the caller", "pipelined submits"),
  thread_pool_take: seconds(3e-6, "taking and finishing a call, in the worker", "pipelined submits"),
  process_pool_submit: seconds(1e-5, "ProcessPoolExecutor.submit, in the caller", "submit"),
  process_pool_manage: seconds(
    6e-5,
    "sending a call to the workers and receiving its result, in the pool's own thread",
    "pipelined submits",
  ),
  process_pool_take: seconds(2.5e-5, "taking a call and returning its result, in the worker", "submit and result"),
  pipe_message: seconds(1e-5, "sending or receiving one message through a Pipe or a Queue", "Pipe round trip"),

  lock: seconds(3e-8, "acquiring or releasing a free Lock", "Lock.acquire, Lock.release"),
  rlock: seconds(7e-8, "acquiring or releasing a free RLock", "RLock.acquire, RLock.release"),
  semaphore: seconds(5e-7, "acquiring or releasing a Semaphore", "Semaphore.acquire, Semaphore.release"),
  condition: seconds(1.8e-7, "Condition.notify, and waiting besides the wait itself", "Condition.notify"),
  event: seconds(4e-7, "Event.set, Event.clear", "Event.set, Event.clear"),
  queue: seconds(6e-7, "Queue.put or Queue.get that need not wait", "Queue.put, Queue.get"),
  process_lock: seconds(1.2e-7, "acquiring or releasing a multiprocessing lock that is free", "multiprocessing.Lock"),
  shared_value: seconds(1.4e-7, "reading or writing the value of a multiprocessing.Value", "Value.value"),
  manager_call: seconds(2.3e-5, "one call of a manager's object", "Manager().dict()"),

  loop_start: seconds(1.4e-4, "asyncio.run: making a loop and closing it", "asyncio.run of nothing"),
  task_create: seconds(4e-6, "creating a task and finishing it", "asyncio.gather, per task"),
  task_switch: seconds(1.8e-6, "one step of a task by the event loop", "asyncio.sleep(0)"),
  timer: seconds(2e-6, "setting a timer of the event loop and its going off", "10,000 sleeps"),
  loop_wake: seconds(3e-5, "waking an event loop from another thread", "run_in_executor"),
  select_wake_up: seconds(8e-5, "how much later than asked an idle event loop wakes", "asyncio.sleep(0.001)"),
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
