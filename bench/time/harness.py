"""
Carries out jobs in this Python as a strategy says, and prints how many seconds it took, from before the pool or the
loop is made until all is done.

    python3 harness.py < description.json

    {"jobs": [{"count": 8, "over": null, "name": null, "parts": [["io", 0.1], ["cpu", 0.02]], "result": null}],
     "shared": {"lock": "Lock()"}, "strategy": {"kind": "threads", "workers": 8, "limit": null, "computing": null},
     "start_method": "fork", "switch_interval": null}

Parts: ["io", s], ["cpu", s], ["hold", name, parts], ["repeat", n, parts], ["put", name], ["get", name]. A number may be
the text of a Python expression of the job's value, whose `name` it has and which is one of the values of `over`.
"""
import multiprocessing
import queue
import sys
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

#: By name: what the jobs share. Forked workers have a copy.
SHARED = {}


def spin(seconds):
    """Computes for so much processor time, however fast the machine is at the moment."""
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        for _ in range(100):
            pass


def valued(number, scope):
    return eval(number, {}, scope) if isinstance(number, str) else number


def perform(parts, scope, result):
    """One job."""
    for kind, what, *inner in parts:
        if kind == "io":
            time.sleep(valued(what, scope))
        elif kind == "cpu":
            spin(valued(what, scope))
        elif kind == "hold":
            with SHARED[what]:
                perform(inner[0], scope, None)
        elif kind == "repeat":
            for _ in range(what):
                perform(inner[0], scope, None)
        elif kind == "put":
            SHARED[what].put(1)
        else:
            SHARED[what].get()
    return None if result is None else valued(result, scope)


async def perform_in_loop(parts, scope, result, pool):
    """One job as a coroutine; what it computes goes to the pool, if there is one."""
    for kind, what, *inner in parts:
        if kind == "io":
            await asyncio.sleep(valued(what, scope))
        elif kind == "cpu":
            seconds = valued(what, scope)
            if pool is None:
                spin(seconds)
            else:
                await asyncio.get_running_loop().run_in_executor(pool, spin, seconds)
        elif kind == "hold":
            async with SHARED[what]:
                await perform_in_loop(inner[0], scope, None, pool)
        elif kind == "repeat":
            for _ in range(what):
                await perform_in_loop(inner[0], scope, None, pool)
        elif kind == "put":
            await SHARED[what].put(1)
        else:
            await SHARED[what].get()
    return None if result is None else valued(result, scope)


def calls(jobs):
    """The arguments of `perform`, one tuple for each job."""
    for job in jobs:
        scopes = [{}] * job["count"] if job["over"] is None else [{job["name"]: x} for x in eval(job["over"])]
        for scope in scopes:
            yield job["parts"], scope, job["result"]


def pool_of(strategy, start_method):
    if strategy["kind"] == "processes":
        return ProcessPoolExecutor(strategy["workers"], mp_context=multiprocessing.get_context(start_method))
    return ThreadPoolExecutor(strategy["workers"])


def sequentially(jobs, _):
    return [perform(*job) for job in jobs]


def as_written(jobs, _):
    """Each a thread of its own."""
    threads = [threading.Thread(target=perform, args=job) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def in_pool(jobs, description):
    with pool_of(description["strategy"], description["start_method"]) as pool:
        futures = [pool.submit(perform, *job) for job in jobs]
        return [future.result() for future in futures]


def in_loop(jobs, description):
    limit, computing = description["strategy"]["limit"], description["strategy"]["computing"]

    async def limited(gate, pool, job):
        async with gate:
            return await perform_in_loop(*job, pool)

    async def gathered(pool):
        if limit is None:
            return await asyncio.gather(*[perform_in_loop(*job, pool) for job in jobs])
        gate = asyncio.Semaphore(limit)
        return await asyncio.gather(*[limited(gate, pool, job) for job in jobs])

    async def run():
        # Here, because up to Python 3.9 they belong to the loop that runs when they are made.
        share(description["shared"], asyncio)
        if computing is None:
            return await gathered(None)
        with pool_of(computing, description["start_method"]) as pool:
            return await gathered(pool)

    return asyncio.run(run())


WAYS = {
    "sequential": sequentially,
    "threads": in_pool,
    "free_threaded": in_pool,
    "processes": in_pool,
    "asyncio": in_loop,
    "as written": as_written,
}


class Threading:
    Lock, Semaphore, Queue = threading.Lock, threading.Semaphore, queue.Queue


def share(texts, module):
    """Makes what the jobs share: the primitives of a module."""
    primitives = {name: getattr(module, name) for name in ("Lock", "Semaphore", "Queue")}
    SHARED.update({name: eval(text, primitives) for name, text in texts.items()})


def makespan(description):
    kind = description["strategy"]["kind"]
    share(description["shared"], multiprocessing if kind == "processes" else Threading)
    if description["switch_interval"] is not None:
        sys.setswitchinterval(description["switch_interval"])
    jobs = list(calls(description["jobs"]))
    began = time.perf_counter()
    WAYS[kind](jobs, description)
    return time.perf_counter() - began


if __name__ == "__main__":
    # Not for spawned workers, whose start the imports of their program are part of.
    import asyncio
    import json

    print(makespan(json.load(sys.stdin)))
