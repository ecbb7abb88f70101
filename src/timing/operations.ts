/** What the library's operations cost: a parameter for each function that has a price; the others are free. */
import type { Code } from "../programs/code.js";
import type { ParameterName } from "./parameters.js";

/** Module, then the function's qualified name; `\b` ends a name, so that `Lock.` means all methods. */
const prices: readonly (readonly [RegExp, ParameterName])[] = [
  [/^threading\.Lock\.(acquire|release|__enter__|__exit__)$/, "lock"],
  [/^threading\.RLock\.(acquire|release|__enter__)$/, "rlock"],
  [/^threading\.(Bounded)?Semaphore\.(acquire|release|__enter__)$/, "semaphore"],
  [/^threading\.Condition\.(wait|notify|notify_all)$/, "condition"],
  [/^threading\.Event\.(set|clear|wait)$/, "event"],
  [/^queue\.\w*Queue\.(put|get)$/, "queue"],
  [/^concurrent\.futures\.ThreadPoolExecutor\._submit$/, "thread_pool_submit"],
  [/^concurrent\.futures\._carry_out$/, "thread_pool_take"],
  [/^concurrent\.futures\.ProcessPoolExecutor\.__init__$/, "process_pool_create"],
  [/^concurrent\.futures\.ProcessPoolExecutor\.shutdown$/, "process_pool_end"],
  [/^concurrent\.futures\.ProcessPoolExecutor\._hand_in$/, "process_pool_submit"],
  [/^concurrent\.futures\.ProcessPoolExecutor\._receive$/, "process_pool_manage"],
  [/^concurrent\.futures\._Calls\._(take|return)$/, "process_pool_take"],
  [
    /^multiprocessing\.(_Work\._(add|next|return)|Connection\._?(send|recv)(_bytes)?|\w*Queue\.(put|get))$/,
    "pipe_message",
  ],
  [/^multiprocessing\.(R?Lock|(Bounded)?Semaphore)\.(acquire|release|__enter__|__exit__)$/, "process_lock"],
  [/^multiprocessing\.(Condition|Event)\.(wait|notify|notify_all|set|clear)$/, "process_lock"],
  [/^multiprocessing\.(sharedctypes\.)?_?(Value|Synchronized)\.value$/, "shared_value"],
  [/^multiprocessing\.(managers\.)?_Proxy\._ask$/, "manager_call"],
  [/^asyncio\.run$/, "loop_start"],
  [/^asyncio\.Task\.__init__$/, "task_create"],
  [/^asyncio\.Task\._step$/, "task_switch"],
  [/^asyncio\._Core\._call_later$/, "timer"],
  [/^asyncio\._Messenger\._arrived$/, "loop_wake"],
];

/** What beginning to execute the code costs; null: nothing, as far as we know. */
export function priceOf({ module, qualifiedName }: Code): ParameterName | null {
  const name = `${module}.${qualifiedName}`;
  return module === "" ? null : (prices.find(([pattern]) => pattern.test(name))?.[1] ?? null);
}
