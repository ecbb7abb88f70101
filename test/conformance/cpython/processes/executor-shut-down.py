"""Shutting down can cancel what is not on its way."""
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
    pool = ProcessPoolExecutor(1)
    futures = [pool.submit(stay, n) for n in range(5)]
    pool.shutdown(wait=False, cancel_futures=True)
    gate.set()
    pool.shutdown()
    log.append([future.cancelled() for future in futures])
    print(repr(log))
