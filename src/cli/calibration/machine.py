"""The machine: its cores, and how they are shared."""
import multiprocessing
import os
import time

from samples import facts, latency, now

SECONDS = 0.12


def together(count, target, *args):
    """What so many processes send that begin together."""
    context = multiprocessing.get_context("fork")
    gate = context.Barrier(count)
    pipes = [context.Pipe(False) for _ in range(count)]
    running = [context.Process(target=target, args=(sender, gate, *args), daemon=True) for _, sender in pipes]
    for each in running:
        each.start()
    sent = [receiver.recv() for receiver, _ in pipes]
    for each in running:
        each.join()
    return sent


def compute(pipe, gate):
    """What a turn takes of the processor."""
    gate.wait()
    turns, end, used = 0, now() + SECONDS, time.process_time()
    while now() < end:
        for _ in range(2000):
            pass
        turns += 1
    pipe.send((time.process_time() - used) / turns)


def quota():
    """How many cores a container may use; many where nothing says so."""
    try:
        with open("/sys/fs/cgroup/cpu.max") as file:
            microseconds, period = map(int, file.read().split())
    except (OSError, ValueError):
        return 1 << 20
    return max(1, microseconds // period)


def cores():
    there = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(there, quota())


def parallel():
    facts["cores"] = cores()
    if cores() == 1:
        raise RuntimeError("there is one core")
    alone = together(1, compute)[0]
    latency("parallel time", sum(together(cores(), compute)) / cores() / alone)


def compute_on(pipe, gate, core):
    """How long it computes each time before it has to wait for the core."""
    os.sched_setaffinity(0, {core})
    gate.wait()
    began = last = now()
    end, spans = began + SECONDS, []
    while last < end:
        stamp = now()
        if stamp - last > 5e-4:
            spans.append(last - began)
            began = stamp
        last = stamp
    pipe.send(spans[1:])


def time_slices():
    if not hasattr(os, "sched_setaffinity"):
        raise RuntimeError("a process cannot be tied to a core here")
    for spans in together(2, compute_on, max(os.sched_getaffinity(0))):
        for span in spans:
            latency("os_slice", span)
