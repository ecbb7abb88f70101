"""One producer's items come in its order."""
from multiprocessing import Process, Queue, set_start_method

log = []


def work(queue):
    for n in range(3):
        queue.put(n)


if __name__ == "__main__":
    set_start_method("fork")
    queue = Queue()
    p = Process(target=work, args=(queue,))
    p.start()
    for _ in range(3):
        log.append(queue.get())
    p.join()
    log.append(queue.empty())
    print(repr(log))
