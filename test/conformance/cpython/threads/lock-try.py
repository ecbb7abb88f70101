"""Only one of two that do not wait gets the lock, or both in turn."""
import threading

log = []
lock = threading.Lock()


def work(name):
    if lock.acquire(blocking=False):
        try:
            log.append(name)
        finally:
            lock.release()
    else:
        log.append("no " + name)


threads = [threading.Thread(target=work, args=(name,)) for name in ("a", "b")]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(repr(sorted(log)))
