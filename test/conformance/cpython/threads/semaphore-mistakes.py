"""Semaphores with too many and too few permits."""
import threading

log = []


def attempt(what, call):
    try:
        log.append((what, call()))
    except Exception as error:
        log.append((what, type(error).__name__, str(error)))


attempt("negative", lambda: threading.Semaphore(-1))
attempt("negative bounded", lambda: threading.BoundedSemaphore(-1))
semaphore = threading.Semaphore(0)
attempt("none left", lambda: semaphore.acquire(blocking=False))
attempt("no time", lambda: semaphore.acquire(timeout=0))
attempt("a time-out without blocking", lambda: semaphore.acquire(False, 1))
attempt("release 0", lambda: semaphore.release(0))
attempt("release 2", lambda: semaphore.release(2))
attempt("acquire", semaphore.acquire)
attempt("acquire", semaphore.acquire)
attempt("acquire", lambda: semaphore.acquire(False))
bounded = threading.BoundedSemaphore(2)
attempt("too many", bounded.release)
with bounded as entered:
    log.append(entered)
    attempt("two too many", lambda: bounded.release(2))
attempt("release -1", lambda: bounded.release(-1))
attempt("too many", bounded.release)
print(repr(log))
