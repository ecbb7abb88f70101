"""Calls on their way to the workers count as running."""
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Event, set_start_method

log = []
gate = None


def stay(n):
    gate.wait()
    return n


if __name__ == "__main__":
    set_start_method("fork")
    gate = Event()
    with ProcessPoolExecutor(1) as pool:
        futures = [pool.submit(stay, n) for n in range(5)]
        while not futures[0].running():
            pass
        log.append([future.cancel() for future in reversed(futures)])
        gate.set()
    print(repr(log))
