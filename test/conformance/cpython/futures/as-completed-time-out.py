"""As_completed says how many futures are unfinished."""
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed

log = []
gates = [threading.Event() for n in range(2)]


def work(n):
    gates[n].wait()
    return n


with ThreadPoolExecutor(max_workers=2) as pool:
    futures = [pool.submit(work, n) for n in range(2)]
    gates[1].set()
    log.append(futures[1].result())
    try:
        for future in as_completed(futures, timeout=0.05):
            log.append(future.result())
    except TimeoutError as error:
        log.append(str(error))
    gates[0].set()
print(repr(log))
