"""Who gives up on a result may ask again."""
import threading
from concurrent.futures import ThreadPoolExecutor, TimeoutError

log = []
gate = threading.Event()


def stay():
    gate.wait()
    return 5


with ThreadPoolExecutor(1) as pool:
    future = pool.submit(stay)
    for timeout in (0, 0.01):
        try:
            future.result(timeout=timeout)
        except TimeoutError:
            log.append(("late", future.done()))
    gate.set()
    log.append(future.result())
print(repr(log))
