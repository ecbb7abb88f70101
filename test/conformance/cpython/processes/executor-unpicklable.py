"""What a pool of processes cannot send."""
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import set_start_method

log = []


def outer():
    def inner():
        return 1
    return inner


def lock():
    return threading.Lock()


def same(value):
    return value


if __name__ == "__main__":
    set_start_method("fork")
    with ProcessPoolExecutor(1) as pool:
        for future in [pool.submit(outer()), pool.submit(lock), pool.submit(same, threading.Lock()), pool.submit(same, pool), pool.submit(outer)]:
            error = future.exception()
            log.append((type(error).__name__, str(error)))
        log.append(pool.submit(same, 5).result())
    print(repr(log))
