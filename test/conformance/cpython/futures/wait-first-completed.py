"""Wait returns when the first future is done."""
import threading
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait

log = []
open_gate = threading.Event()
closed_gate = threading.Event()


def work(gate):
    gate.wait()


with ThreadPoolExecutor(max_workers=2) as pool:
    quick = pool.submit(work, open_gate)
    slow = pool.submit(work, closed_gate)
    open_gate.set()
    done, not_done = wait([quick, slow], return_when=FIRST_COMPLETED)
    log.append((quick in done, slow in not_done, len(done)))
    closed_gate.set()
print(repr(log))
