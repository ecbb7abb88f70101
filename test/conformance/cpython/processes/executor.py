"""Futures of a pool of processes."""
import sys
from concurrent.futures import ProcessPoolExecutor, as_completed, wait
from multiprocessing import set_start_method

log = []


def half(n):
    return 6 // n


def leave(n):
    sys.exit(n)


if __name__ == "__main__":
    set_start_method("fork")
    with ProcessPoolExecutor(1) as pool:
        log.append(list(pool.map(half, [1, 2, 3])))
        log.append(list(pool.map(half, [1, 2, 3], chunksize=2)))
        good = pool.submit(half, 3)
        bad = pool.submit(half, 0)
        gone = pool.submit(leave, 3)
        log.append((good.result(), str(bad.exception()), repr(gone.exception())))
        log.append([future.result() for future in as_completed([pool.submit(half, 1)])])
        done, pending = wait([pool.submit(half, 1), bad])
        log.append((len(done), len(pending), good.cancel(), good.running(), good.done()))
        try:
            pool.map(half, [1], chunksize=0)
        except ValueError as error:
            log.append(str(error))
    try:
        pool.submit(half, 1)
    except RuntimeError as error:
        log.append(str(error))
    try:
        ProcessPoolExecutor(0)
    except ValueError as error:
        log.append(str(error))
    print(repr(log))
