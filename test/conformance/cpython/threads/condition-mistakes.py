"""A condition without its lock."""
import threading

log = []
condition = threading.Condition()
plain = threading.Condition(threading.Lock())


def attempt(what, call):
    try:
        log.append((what, call()))
    except Exception as error:
        log.append((what, type(error).__name__, str(error)))


for c in (condition, plain):
    attempt("wait", c.wait)
    attempt("notify", c.notify)
    attempt("notify_all", c.notify_all)
    attempt("release", c.release)
    with c:
        attempt("notify nobody", c.notify)
        attempt("notify all of nobody", c.notify_all)
        attempt("wait a little", lambda: c.wait(0.001))
        attempt("wait for a false thing", lambda: c.wait_for(lambda: 0, timeout=0.001))
        attempt("wait for a true thing", lambda: c.wait_for(lambda: "yes"))
with condition:
    attempt("again", lambda: condition.acquire(False))
    condition.release()
with plain:
    attempt("again", lambda: plain.acquire(False))
print(repr(log))
