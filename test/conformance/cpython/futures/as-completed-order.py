"""As_completed gives futures in the order in which they end."""
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed

log = []
gates = [threading.Event() for n in range(3)]


def work(n):
    gates[n].wait()
    return n


with ThreadPoolExecutor(max_workers=3) as pool:
    futures = [pool.submit(work, n) for n in range(3)]
    gates[2].set()
    for future in as_completed(futures):
        log.append(future.result())
        gates[future.result() - 1].set()
print(repr(log))
