"""Equal priorities compare what comes behind."""
import queue

log = []
q = queue.PriorityQueue()


def attempt(what, call):
    try:
        log.append((what, call()))
    except Exception as error:
        log.append((what, type(error).__name__, str(error)))


attempt("first", lambda: q.put((1, {"a": 1})))
attempt("other priority", lambda: q.put((2, {"a": 1})))
attempt("same priority", lambda: q.put((1, {"b": 2})))
log.append(q.qsize())
attempt("text", lambda: q.put("text"))
log.append(q.unfinished_tasks)
print(repr(log))
