"""The order of arrival at a barrier."""
import multiprocessing
from multiprocessing import Process, set_start_method, SimpleQueue

log = []


def arrive(barrier, places):
    places.put(barrier.wait())


if __name__ == "__main__":
    set_start_method("fork")
    barrier, places = multiprocessing.Barrier(3), SimpleQueue()
    workers = [Process(target=arrive, args=(barrier, places)) for _ in range(2)]
    for p in workers:
        p.start()
    mine = barrier.wait()
    log.extend(sorted([mine, places.get(), places.get()]))
    for p in workers:
        p.join()
    log.append(barrier.broken)
    print(repr(log))
