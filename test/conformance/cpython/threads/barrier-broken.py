"""Abort, reset, and a time-out."""
import threading

log = []
barrier = threading.Barrier(2)


def attempt(what, call):
    try:
        log.append((what, call(), barrier.broken, barrier.n_waiting))
    except Exception as error:
        log.append((what, type(error).__name__, str(error), barrier.broken, barrier.n_waiting))


attempt("a time-out", lambda: barrier.wait(0.001))
attempt("wait on a broken one", barrier.wait)
attempt("reset", barrier.reset)
attempt("abort", barrier.abort)
attempt("wait on a broken one", barrier.wait)
attempt("reset", barrier.reset)
attempt("no time", lambda: barrier.wait(0))
alone = threading.Barrier(1)
attempt("alone", alone.wait)
attempt("alone again", alone.wait)
print(repr(log))
