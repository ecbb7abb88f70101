"""A reentrant lock counts."""
import threading

log = []
lock = threading.RLock()


def attempt(what, call):
    try:
        log.append((what, call()))
    except Exception as error:
        log.append((what, type(error).__name__, str(error)))


def stranger():
    attempt("foreign release", lock.release)
    attempt("foreign acquire", lambda: lock.acquire(blocking=False))


def run_stranger():
    t = threading.Thread(target=stranger)
    t.start()
    t.join()


attempt("release", lock.release)
with lock:
    with lock:
        attempt("third", lock.acquire)
        run_stranger()
        attempt("release", lock.release)
    run_stranger()
attempt("extra release", lock.release)
attempt("a time-out without blocking", lambda: lock.acquire(False, 1))
run_stranger()
print(repr(log))
