"""A closed queue."""
from multiprocessing import Queue, set_start_method

log = []


if __name__ == "__main__":
    set_start_method("fork")
    q = Queue()
    try:
        q.join_thread()
    except AssertionError:
        log.append("close it first")
    q.put(1)
    q.close()
    q.join_thread()
    for operation in (q.get, lambda: q.put(2)):
        try:
            operation()
        except ValueError:
            log.append("closed")
    print(repr(log))
