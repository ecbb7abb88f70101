"""A queue with a bound."""
import queue
from multiprocessing import Queue, set_start_method

log = []


if __name__ == "__main__":
    set_start_method("fork")
    q = Queue(1)
    q.put("a")
    log.append(q.full())
    try:
        q.put("b", False)
    except queue.Full:
        log.append("full")
    log.append(q.get())
    try:
        q.get(timeout=0.01)
    except queue.Empty:
        log.append("empty")
    try:
        q.get_nowait()
    except queue.Empty:
        log.append("still empty")
    print(repr(log))
