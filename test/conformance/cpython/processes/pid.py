"""Every process has a number of its own."""
import os
from multiprocessing import Process, Queue, set_start_method

log = []


def work(queue):
    queue.put(os.getpid())


if __name__ == "__main__":
    set_start_method("fork")
    queue = Queue()
    p = Process(target=work, args=(queue,))
    log.append(p.pid)
    p.start()
    log.append(queue.get() == p.pid)
    log.append(p.pid == os.getpid())
    p.join()
    print(repr(log))
