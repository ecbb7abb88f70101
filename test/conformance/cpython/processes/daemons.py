"""Daemonic processes have no children."""
from multiprocessing import Process, set_start_method, SimpleQueue

log = []


def work(queue):
    try:
        Process(target=print).start()
    except AssertionError as e:
        queue.put(str(e))


if __name__ == "__main__":
    set_start_method("fork")
    queue = SimpleQueue()
    p = Process(target=work, args=(queue,), daemon=True)
    p.start()
    log.append(queue.get())
    p.join()
    print(repr(log))
