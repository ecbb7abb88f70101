"""Wait sees a cancelled future only when a worker has dropped it."""
import threading
from concurrent.futures import ThreadPoolExecutor, wait

log = []
gate = threading.Event()


def stay():
    gate.wait()


with ThreadPoolExecutor(max_workers=1) as pool:
    running = pool.submit(stay)
    pending = pool.submit(stay)
    pending.cancel()
    log.append((pending.done(), len(wait([pending], timeout=0).done)))
    gate.set()
    log.append(len(wait([pending]).done))
print(repr(log))
