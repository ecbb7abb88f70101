"""Shutting down may cancel what has not begun."""
import threading
from concurrent.futures import ThreadPoolExecutor, wait

log = []
gate = threading.Event()
begun = threading.Event()


def stay():
    begun.set()
    gate.wait()
    return "stayed"


pool = ThreadPoolExecutor(max_workers=1)
futures = [pool.submit(stay) for n in range(3)]
begun.wait()
pool.shutdown(wait=False, cancel_futures=True)
log.append([future.cancelled() for future in futures])
gate.set()
log.append(futures[0].result())
log.append(len(wait(futures, timeout=0.05).not_done))
print(repr(log))
