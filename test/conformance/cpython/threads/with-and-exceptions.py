"""A lock is given back whatever happens."""
import threading
from contextlib import contextmanager, suppress

log = []
lock = threading.Lock()


@contextmanager
def logged(name):
    log.append("enter " + name)
    try:
        yield name.upper()
    except KeyError as error:
        log.append(f"swallowed {error!r}")
    finally:
        log.append("leave " + name)


def work():
    with logged("one") as name, lock:
        log.append((name, lock.locked()))
        raise KeyError("key")
    log.append(lock.locked())
    try:
        with lock, logged("two"):
            raise ValueError("value")
    except ValueError as error:
        log.append((str(error), lock.locked()))
    with suppress(ZeroDivisionError):
        log.append(1 // 0)
    lock.acquire()
    try:
        return
    finally:
        lock.release()
        log.append("released")


t = threading.Thread(target=work)
t.start()
t.join()
log.append(lock.locked())
print(repr(log))
