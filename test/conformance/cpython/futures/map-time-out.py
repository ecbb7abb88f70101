"""Map gives up when the time is up, and cancels what has not begun."""
import threading
from concurrent.futures import ThreadPoolExecutor

log = []
gate = threading.Event()
ran = []


def work(n):
    gate.wait()
    ran.append(n)


pool = ThreadPoolExecutor(max_workers=1)
first = pool.submit(work, 0)
try:
    list(pool.map(work, [1, 2], timeout=0.01))
except TimeoutError:
    log.append("late")
gate.set()
pool.shutdown()
log.append(ran)
print(repr(log))
