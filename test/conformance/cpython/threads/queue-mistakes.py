"""What a queue must not be asked for."""
import queue

log = []


def attempt(what, call):
    try:
        log.append((what, call()))
    except Exception as error:
        log.append((what, type(error).__name__, str(error)))


q = queue.Queue(maxsize=1)
attempt("empty", q.get_nowait)
attempt("empty", lambda: q.get(block=False))
attempt("empty", lambda: q.get(timeout=0.001))
attempt("no time", lambda: q.get(True, 0))
attempt("negative", lambda: q.get(timeout=-1))
attempt("put", lambda: q.put("a"))
attempt("full", lambda: q.put_nowait("b"))
attempt("full", lambda: q.put("b", False))
attempt("full", lambda: q.put("b", timeout=0.001))
attempt("negative", lambda: q.put("b", timeout=-0.5))
attempt("negative without blocking", lambda: q.put("b", False, -1))
log.append((q.qsize(), q.empty(), q.full(), q.maxsize, q.unfinished_tasks))
attempt("get", q.get)
attempt("negative", lambda: q.put("b", timeout=-0.5))
attempt("done", q.task_done)
attempt("done again", q.task_done)
attempt("join", q.join)
endless = queue.Queue(-1)
attempt("negative, but endless", lambda: endless.put("b", timeout=-1))
log.append((endless.qsize(), endless.full(), issubclass(queue.Full, Exception)))
print(repr(log))
