"""What a lock must not be asked for."""
import threading

log = []
lock = threading.Lock()


def attempt(what, call):
    try:
        log.append((what, call()))
    except Exception as error:
        log.append((what, type(error).__name__, str(error)))


attempt("release", lock.release)
attempt("acquire", lock.acquire)
attempt("locked", lock.locked)
attempt("without blocking", lambda: lock.acquire(False))
attempt("blocking=False", lambda: lock.acquire(blocking=False))
attempt("a time-out without blocking", lambda: lock.acquire(False, 1))
attempt("-1 without blocking", lambda: lock.acquire(False, -1))
attempt("a negative time-out", lambda: lock.acquire(True, -2))
attempt("no time", lambda: lock.acquire(timeout=0))
attempt("a short time", lambda: lock.acquire(timeout=0.001))
attempt("release", lock.release)
attempt("locked", lock.locked)
attempt("release", lock.release)
attempt("enter", lock.__enter__)
attempt("exit", lambda: lock.__exit__(None, None, None))
attempt("exit", lambda: lock.__exit__(None, None, None))
print(repr(log))
