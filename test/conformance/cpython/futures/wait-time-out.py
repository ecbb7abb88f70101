"""Wait with a time-out tells who is late, and raises nothing."""
import threading
from concurrent.futures import ThreadPoolExecutor, wait

log = []
gate = threading.Event()


def stay():
    gate.wait()


with ThreadPoolExecutor(max_workers=1) as pool:
    futures = [pool.submit(stay) for n in range(2)]
    for timeout in (0, 0.01):
        done, not_done = wait(futures, timeout=timeout)
        log.append((len(done), len(not_done)))
    gate.set()
    log.append(len(wait(futures).done))
log.append(len(wait([]).done))
try:
    wait([pool], return_when="SOON")
except Exception as error:
    log.append(type(error).__name__)
print(repr(log))
