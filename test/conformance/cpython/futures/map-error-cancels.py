"""Map cancels what has not begun when it raises."""
import threading
from concurrent.futures import ThreadPoolExecutor

log = []
gate = threading.Event()


def work(n):
    log.append(n)
    if n == 0:
        raise ValueError("zero")
    gate.wait()


pool = ThreadPoolExecutor(max_workers=1)
results = pool.map(work, [0, 1, 2, 3])
try:
    next(results)
except ValueError as error:
    log.append(str(error))
gate.set()
pool.shutdown()
print(repr(log))
