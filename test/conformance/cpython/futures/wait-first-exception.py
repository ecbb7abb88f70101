"""Wait returns at the first exception, or when all are done."""
import threading
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait

log = []
gate = threading.Event()


def stay():
    gate.wait()


def fail():
    raise OSError("lost")


with ThreadPoolExecutor(max_workers=2) as pool:
    staying = pool.submit(stay)
    failing = pool.submit(fail)
    result = wait({staying, failing}, return_when=FIRST_EXCEPTION)
    log.append((failing in result.done, staying in result.not_done, str(failing.exception())))
    gate.set()
    result = wait([pool.submit(stay), pool.submit(abs, 1)], return_when=FIRST_EXCEPTION)
    log.append((len(result.done), len(result.not_done)))
print(repr(log))
