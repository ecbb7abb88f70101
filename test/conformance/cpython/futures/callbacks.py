"""Callbacks run in order, in the worker or in who adds them; their exceptions are dropped."""
import threading
from concurrent.futures import ThreadPoolExecutor

log = []
gate = threading.Event()


def stay():
    gate.wait()
    return 7


def first(future):
    log.append(("first", future.result(), threading.current_thread().name))
    raise ValueError("dropped")


def second(future):
    log.append(("second", threading.current_thread() is threading.main_thread()))


with ThreadPoolExecutor(max_workers=1, thread_name_prefix="worker") as pool:
    future = pool.submit(stay)
    future.add_done_callback(first)
    future.add_done_callback(second)
    gate.set()
future.add_done_callback(second)
print(repr(log))
