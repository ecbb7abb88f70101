"""Too many task_done."""
from multiprocessing import JoinableQueue, set_start_method

log = []


if __name__ == "__main__":
    set_start_method("fork")
    q = JoinableQueue()
    q.put(1)
    q.get()
    q.task_done()
    q.join()
    try:
        q.task_done()
    except ValueError as e:
        log.append(str(e))
    print(repr(log))
