"""Releasing what is not held."""
import multiprocessing
from multiprocessing import Process, set_start_method

log = []


def release(lock):
    lock.release()


if __name__ == "__main__":
    set_start_method("fork")
    lock = multiprocessing.Lock()
    for give_back in (lock.release, multiprocessing.BoundedSemaphore(1).release, multiprocessing.RLock().release):
        try:
            give_back()
        except (ValueError, AssertionError) as e:
            log.append(str(e))
    lock.acquire()
    p = Process(target=release, args=(lock,))
    p.start()
    p.join()
    log.append(lock.acquire(False))
    log.append(lock.acquire(timeout=0.01))
    print(repr(log))
