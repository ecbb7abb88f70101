"""A simple queue."""
from multiprocessing import Process, set_start_method, SimpleQueue

log = []


def work(queue):
    queue.put([1, {"two": (3,)}])


if __name__ == "__main__":
    set_start_method("fork")
    q = SimpleQueue()
    log.append(q.empty())
    p = Process(target=work, args=(q,))
    p.start()
    p.join()
    log.append(q.empty())
    log.append(q.get())
    try:
        q.put(lambda: 1)
    except AttributeError as e:
        log.append("attribute")
    except Exception as e:
        log.append("unpicklable")
    print(repr(log))
