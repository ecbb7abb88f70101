"""A worker that ends breaks its pool."""
import os
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import Event, set_start_method

log = []
gate = None


def leave(n):
    gate.wait()
    os._exit(n)


if __name__ == "__main__":
    set_start_method("fork")
    gate = Event()
    with ProcessPoolExecutor(1) as pool:
        futures = [pool.submit(leave, 1), pool.submit(abs, -2), pool.submit(abs, -3)]
        gate.set()
        for future in futures:
            try:
                future.result()
            except BrokenProcessPool as error:
                log.append(str(error))
        try:
            pool.submit(abs, 4)
        except BrokenExecutor as error:
            log.append(str(error))
    log.append([future.done() for future in futures])
    print(repr(log))
