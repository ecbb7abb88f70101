"""An exception ends the thread and nobody else."""
import threading

log = []
lock = threading.Lock()


def fail():
    with lock:
        log.append("about to fail")
        raise ValueError("in a thread")


def leave():
    log.append("leaving")
    raise SystemExit(3)


for target in (fail, leave):
    t = threading.Thread(target=target)
    t.start()
    log.append(t.join())
    log.append((t.is_alive(), lock.locked()))
print(repr(log))
