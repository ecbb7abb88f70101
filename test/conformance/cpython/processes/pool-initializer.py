"""Each worker begins with the initializer."""
from multiprocessing import current_process, Pool, set_start_method

log = []


class Settings:
    factor = 1


def prepare(factor):
    Settings.factor = factor


def times(n):
    return n * Settings.factor


def who():
    return (current_process().name, current_process().daemon)


if __name__ == "__main__":
    set_start_method("fork")
    with Pool(1, initializer=prepare, initargs=(10,)) as pool:
        log.append(pool.map(times, [1, 2]))
        log.append(pool.apply(who))
    log.append(times(3))
    print(repr(log))
