"""
Measures the parameters of src/timing/parameters.ts in this Python, on this machine.

    python3 measure.py [quick]

Prints one JSON object, {"python", "platform", "costs": {parameter: value}, "notes": [...]}, and on standard error
"measuring …" as each section begins. For Python 3.8 and later. What cannot be measured is not among the costs, and a note
says why. All sections are gone through several times, so that no quantity is measured only while something disturbs.
"""
import os
import signal
import sys
from contextlib import contextmanager, suppress

import bytecode
import gil
import loops
import machine
import processes
import threads
from samples import QUICK, facts, latencies, settled, works

ROUNDS = 2 if QUICK else 5
#: A section that takes longer is given up: something hangs.
SECTION_SECONDS = 8

SECTIONS = {
    "code": bytecode.code,
    "primitives": bytecode.primitives,
    "process primitives": bytecode.process_primitives,
    "pickling": bytecode.pickling,
    "GIL": gil.hand_overs,
    "sleeping": threads.sleeping,
    "locks": threads.ping_pong,
    "threads": threads.starting,
    "thread pool": threads.pool,
    "fork": processes.fork,
    "spawn": processes.spawn,
    "fork server": processes.fork_server,
    "process pool": processes.pool,
    "pipes": processes.messages,
    "manager": processes.manager,
    "cores": machine.parallel,
    "time slices": machine.time_slices,
    "asyncio": loops.event_loop,
}


def switching():
    """What a call costs beyond what is known of it: the switches between pool and worker, at both ends."""
    return settled("call") - settled("process_pool_submit") - settled("taking a call")


#: What follows from samples, each from those of other names.
DERIVED = {
    "parallel_slowdown": lambda: max(1, settled("parallel time")),
    "call": lambda: settled("turn with a call") - 5 * settled("instruction"),
    "gil_requester_share": lambda: sum(latencies["more than even"]) / len(latencies["more than even"]),
    "thread_begin": lambda: settled("start to first instruction") - settled("thread_create"),
    "thread_end": lambda: settled("last instruction to join") - settled("thread_wake"),
    "forkserver_first": lambda: max(latencies["start of a fork server"]) - settled("forkserver"),
    "process_pool_create": lambda: settled("start to first call") - settled("fork") - settled("fork_begin"),
    "process_pool_end": lambda: settled("end of a pool") - settled("process_end"),
    "process_pool_manage": lambda: switching() / 2,
    "process_pool_take": lambda: settled("taking a call") + switching() / 2,
    "pipe_byte": lambda: (
        (settled("large call") - settled("call")) / processes.LARGE - settled("pickle_byte") - settled("unpickle_byte")
    ),
    "timer": lambda: settled("task with a timer") - settled("task_create") - settled("task_switch"),
}


def too_long(*_):
    raise TimeoutError("it took too long")


@contextmanager
def limited(seconds):
    """Raises TimeoutError in what takes longer, where there are alarms."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return
    signal.signal(signal.SIGALRM, too_long)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def sample():
    """Goes through the sections; notes on those that do not work here."""
    notes = {}
    for turn in range(ROUNDS):
        for name, section in SECTIONS.items():
            if name in notes:
                continue
            print("measuring %s, %d of %d" % (name, turn + 1, ROUNDS), file=sys.stderr, flush=True)
            try:
                with limited(SECTION_SECONDS):
                    section()
            except Exception as error:  # whatever a platform lacks
                notes[name] = "%s: not measured: %s" % (name, str(error) or type(error).__name__)
    return list(notes.values())


def results():
    costs = {name: settled(name) for name in [*facts, *works, *latencies] if name.isidentifier()}
    for name, follows in DERIVED.items():
        with suppress(KeyError):
            costs[name] = max(0, follows())
    return {name: float("%.3g" % value) for name, value in costs.items()}


def disturbances():
    """A note if others compute on this machine."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0
    return ["the machine was busy (load %.1f): what was measured is too long" % load] if load > machine.cores() / 2 else []


def main():
    # Late: what a program imports is part of what its spawned processes cost.
    import json
    import platform

    notes = disturbances() + sample()
    system = "%s %s" % (platform.system(), platform.machine())
    print(json.dumps({"python": platform.python_version(), "platform": system, "costs": results(), "notes": notes}))


if __name__ == "__main__":
    main()
