"""Items of two producers are merged."""
from multiprocessing import Process, Queue, set_start_method

log = []


def work(queue, n):
    queue.put(n)
    queue.put(n + 1)


if __name__ == "__main__":
    set_start_method("fork")
    queue = Queue()
    producers = [Process(target=work, args=(queue, n)) for n in (10, 20)]
    for p in producers:
        p.start()
    for _ in range(4):
        log.append(queue.get())
    for p in producers:
        p.join()
    print(repr(log))
