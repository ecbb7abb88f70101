"""Each worker of a pool is initialised; a pool of which none can be is broken."""
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import set_start_method

log = []
base = 0


def begin(start):
    global base
    if start < 0:
        raise ValueError("too low")
    base = start


def above(n):
    return base + n


if __name__ == "__main__":
    set_start_method("fork")
    with ProcessPoolExecutor(1, initializer=begin, initargs=(5,)) as pool:
        log.append(list(pool.map(above, [1, 2])))
    log.append(base)
    with ProcessPoolExecutor(1, initializer=begin, initargs=(-1,)) as pool:
        try:
            pool.submit(above, 1).result()
        except BrokenProcessPool as error:
            log.append(str(error))
    try:
        ProcessPoolExecutor(1, initializer=5)
    except TypeError as error:
        log.append(str(error))
    print(repr(log))
