"""A lock that is held for 0.15 s: one waits too short, one long enough."""
import threading
import time

log = []
lock = threading.Lock()


def waits(limit):
    got = lock.acquire(timeout=limit)
    log.append((limit, got))
    if got:
        lock.release()


lock.acquire()
threads = [threading.Thread(target=waits, args=(limit,)) for limit in (0.3, 0.05)]
for thread in threads:
    thread.start()
time.sleep(0.12)
log.append("release")
lock.release()
for thread in threads:
    thread.join()
print(repr(log))
