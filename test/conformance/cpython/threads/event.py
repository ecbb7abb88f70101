"""An event wakes all who wait, even if it is cleared at once."""
import threading

log = []
event = threading.Event()
arrived = threading.Semaphore(0)


def waiter():
    arrived.release()
    event.wait()


def attempt(what, call):
    log.append((what, call()))


attempt("unset", event.is_set)
attempt("no time", lambda: event.wait(0))
attempt("a little", lambda: event.wait(timeout=0.001))
t = threading.Thread(target=waiter)
t.start()
arrived.acquire()
event.set()
t.join()
attempt("set", event.is_set)
attempt("at once", event.wait)
attempt("at once", lambda: event.wait(0))
attempt("clear", event.clear)
attempt("unset", event.is_set)
print(repr(log))
