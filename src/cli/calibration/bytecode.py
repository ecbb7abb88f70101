"""What code costs: instructions, calls, primitives that need not wait, pickling."""
import multiprocessing
import queue
import threading
from multiprocessing.reduction import ForkingPickler

from samples import during, nothing, now, work


def loop(code, value):
    """A function of n that does some statements n times, `o` being the value."""
    scope = {}
    exec("def f(n, o):\n for _ in range(n):\n  " + code, scope)
    return lambda n: scope["f"](n, value)


def per_turn(body, n):
    began = now()
    body(n)
    return (now() - began) / n


def held(condition):
    condition.acquire()
    return condition


def code():
    n = 20000
    empty, counting, calling = loop("pass", 0), loop("o += 1", 0), loop("o()", nothing)
    for _ in during(0.2):
        base = per_turn(empty, n)
        # FOR_ITER, STORE, LOAD, LOAD, ADD, STORE, JUMP, whatever a version makes of them
        work("instruction", per_turn(counting, n) / 7)
        work("turn with a call", per_turn(calling, n) - base)


PAIR = "o.acquire(); o.release()"


def primitives():
    sample(
        ("lock", loop(PAIR, threading.Lock()), 2),
        ("rlock", loop(PAIR, threading.RLock()), 2),
        ("semaphore", loop(PAIR, threading.Semaphore()), 2),
        ("condition", loop("o.notify()", held(threading.Condition())), 1),
        ("event", loop("o.set(); o.clear()", threading.Event()), 2),
        ("queue", loop("o.put(1); o.get()", queue.Queue()), 2),
    )


def process_primitives():
    sample(
        ("process_lock", loop(PAIR, multiprocessing.Lock()), 2),
        ("shared_value", loop("o.value = o.value", multiprocessing.Value("i", 0)), 2),
    )


def sample(*loops):
    """Each is (parameter, loop, how many of it a turn has)."""
    n, empty = 2000, loop("pass", 0)
    for _ in during(0.1):
        base = per_turn(empty, n)
        for name, body, times in loops:
            work(name, max(0, per_turn(body, n) - base) / times)


def pickling():
    data, items = b"x" * (1 << 20), list(range(50000))
    for _ in during(0.1):
        for name, value in (("byte", data), ("item", items)):
            began = now()
            text = ForkingPickler.dumps(value)
            made = now()
            ForkingPickler.loads(text)
            work("pickle_" + name, (made - began) / len(value))
            work("unpickle_" + name, (now() - made) / len(value))
