"""Callbacks of a pool."""
from multiprocessing import Pool, set_start_method

log = []


def half(n):
    return 6 // n


if __name__ == "__main__":
    set_start_method("fork")
    pool = Pool(1)
    pool.apply_async(half, (3,), callback=log.append)
    pool.apply_async(half, (0,), error_callback=lambda e: log.append(type(e).__name__))
    pool.map_async(half, [1, 2], callback=log.append).wait()
    pool.close()
    pool.join()
    print(repr(log))
