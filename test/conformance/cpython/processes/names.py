"""Names of processes."""
from multiprocessing import current_process, parent_process, Process, Queue, set_start_method

log = []


def work(queue):
    queue.put((current_process().name, parent_process().name))


if __name__ == "__main__":
    set_start_method("fork")
    queue = Queue()
    log.append(current_process().name)
    log.append(parent_process())
    for name in (None, "painter"):
        p = Process(target=work, args=(queue,), name=name)
        p.start()
        log.append(queue.get())
        p.join()
        log.append(p.name)
    print(repr(log))
