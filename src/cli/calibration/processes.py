"""Processes: starting and ending, pools, messages."""
import contextlib
import multiprocessing
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor

from fresh import fresh
from machine import cores
from samples import during, latency, nothing, now, work


def first_instruction(pipe):
    pipe.send(now())
    pipe.close()


def started(method):
    """(what start() takes, from there to the first instruction, from the last one to the return of join)"""
    context = multiprocessing.get_context(method)
    receiver, sender = context.Pipe(False)
    process = context.Process(target=first_instruction, args=(sender,))
    began = now()
    process.start()
    returned = now()
    sender.close()
    first = receiver.recv()
    process.join()
    receiver.close()
    return returned - began, max(0, first - returned), now() - first


def fork():
    for _ in during(0.15):
        taken, begin, end = started("fork")
        latency("fork", taken)
        latency("fork_begin", begin)
        latency("process_end", end)


def spawn():
    began = now()
    subprocess.run([sys.executable, "-c", "import multiprocessing.resource_tracker"], check=True)
    work("resource_tracker", now() - began)
    taken, begin, _ = started("spawn")
    latency("spawn", taken)
    latency("spawn_begin", begin)


def fork_server():
    """The very first start brings the server up."""
    taken, _, _ = started("forkserver")
    latency("start of a fork server", taken)
    for _ in during(0.05):
        taken, begin, _ = started("forkserver")
        latency("forkserver", taken)
        latency("forkserver_begin", begin)


def processor_time():
    return time.process_time()


def pool():
    first, end = fresh("pool")
    latency("start to first call", first)
    latency("end of a pool", end)
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("fork")) as executor:
        calls(executor)
    for _ in range(12):
        busy_calls()


def calls(executor):
    """Processor time: who shares a core with whom makes no difference then."""
    n = 200
    executor.submit(time.sleep, 0.02)
    used = time.thread_time()
    last = [executor.submit(nothing) for _ in range(n)][-1]
    work("process_pool_submit", (time.thread_time() - used) / n)
    last.result()
    in_worker = [call.result() for call in [executor.submit(processor_time) for _ in range(n)]]
    work("taking a call", (in_worker[-1] - in_worker[0]) / (n - 1))


LARGE = 1 << 20
BRIEF = 3e-4


def brief(_):
    end = time.thread_time() + BRIEF
    while time.thread_time() < end:
        pass


def whole(calls, data):
    """A pool from beginning to end."""
    began = now()
    with ProcessPoolExecutor(cores(), mp_context=multiprocessing.get_context("fork")) as executor:
        for call in [executor.submit(brief, data) for _ in range(calls)]:
            call.result()
    return now() - began


def busy_calls():
    """
    While all cores compute: what a call costs includes the switches between processes, on all cores together. In new
    pools, since a program that has one does not use it twice.
    """
    few = whole(cores(), b"")
    for name, calls, data in (("call", 200, b""), ("large call", 16, bytes(LARGE))):
        latency(name, (whole(calls + cores(), data) - few) * cores() / calls - BRIEF)


def echo(pipe):
    with contextlib.suppress(EOFError):
        while True:
            pipe.send(pipe.recv())


def messages():
    context = multiprocessing.get_context("fork")
    mine, yours = context.Pipe()
    process = context.Process(target=echo, args=(yours,), daemon=True)
    process.start()
    for _ in during(0.1):
        began = now()
        mine.send(1)
        mine.recv()
        latency("pipe_message", (now() - began) / 4)
    process.terminate()
    process.join()


def manager():
    with multiprocessing.Manager() as server:
        shared = server.dict(k=1)
        for _ in during(0.05):
            began = now()
            shared["k"]
            latency("manager_call", now() - began)
