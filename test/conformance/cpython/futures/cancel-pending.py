"""Only a call that has not begun can be cancelled."""
import threading
from concurrent.futures import CancelledError, ThreadPoolExecutor

log = []
gate = threading.Event()
begun = threading.Event()


def stay():
    begun.set()
    gate.wait()
    return "stayed"


def told(future):
    log.append(("told", future.cancelled(), future.done()))


with ThreadPoolExecutor(max_workers=1) as pool:
    running = pool.submit(stay)
    begun.wait()
    pending = pool.submit(log.append, "never")
    pending.add_done_callback(told)
    log.append((running.running(), pending.running(), running.cancel(), pending.cancel(), pending.cancel()))
    gate.set()
    for future in (running, pending):
        try:
            log.append(future.result())
        except CancelledError:
            log.append("cancelled")
    try:
        pending.exception()
    except CancelledError:
        log.append("cancelled")
print(repr(log))
