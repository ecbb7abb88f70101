"""A pool."""
from multiprocessing import Pool, set_start_method

log = []


def half(n):
    return 6 // n


def add(a, b=1):
    return a + b


if __name__ == "__main__":
    set_start_method("fork")
    with Pool(2) as pool:
        log.append(pool.map(half, [1, 2, 3]))
        log.append(pool.starmap(add, [(1, 2), (3,)]))
        log.append(pool.apply(add, (1,), {"b": 5}))
        log.append(list(pool.imap(half, (3, 2))))
        result = pool.apply_async(half, (0,))
        try:
            result.get()
        except ZeroDivisionError as e:
            log.append(str(e))
        log.append((result.ready(), result.successful()))
        log.append(pool.map(half, []))
        try:
            pool.join()
        except ValueError as e:
            log.append(str(e))
    try:
        pool.map(half, [1])
    except ValueError as e:
        log.append(str(e))
    print(repr(log))
