"""A semaphore counts."""
import multiprocessing
from multiprocessing import set_start_method

log = []


if __name__ == "__main__":
    set_start_method("fork")
    s = multiprocessing.Semaphore(2)
    log.append(s.acquire())
    log.append(s.get_value())
    log.append(s.acquire(False))
    log.append(s.acquire(False))
    s.release()
    with s:
        log.append(s.get_value())
    print(repr(log))
