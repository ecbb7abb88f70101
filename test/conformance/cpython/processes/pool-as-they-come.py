"""Results as they come."""
from multiprocessing import Pool, set_start_method

log = []


def double(n):
    return 2 * n


if __name__ == "__main__":
    set_start_method("fork")
    with Pool(2) as pool:
        log.extend(pool.imap_unordered(double, [1, 2]))
    print(repr(log))
