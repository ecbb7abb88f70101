"""A queue without limit and without task_done."""
import queue
import threading

log = []
q = queue.SimpleQueue()


def attempt(what, call):
    try:
        log.append((what, call()))
    except Exception as error:
        log.append((what, type(error).__name__, str(error)))


def work():
    log.append(q.get())


attempt("empty", q.get_nowait)
attempt("empty", lambda: q.get(False))
attempt("empty", lambda: q.get(timeout=0.001))
attempt("negative", lambda: q.get(timeout=-1))
attempt("put", lambda: q.put_nowait("a"))
log.append((q.qsize(), q.empty(), hasattr(q, "task_done"), hasattr(q, "full")))
attempt("get", q.get)
t = threading.Thread(target=work)
t.start()
q.put("b")
t.join()
print(repr(log))
