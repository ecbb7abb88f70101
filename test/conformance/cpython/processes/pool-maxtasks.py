"""A worker is replaced after its tasks."""
from multiprocessing import current_process, Pool, set_start_method

log = []


def who(n):
    return current_process().name


if __name__ == "__main__":
    set_start_method("fork")
    with Pool(1, maxtasksperchild=1) as pool:
        log.append(pool.map(who, [1, 2], chunksize=1))
        log.append(pool.map(who, [1, 2], chunksize=2))
    print(repr(log))
