"""Any thread may release a lock."""
import threading

log = []
lock = threading.Lock()


def helper():
    log.append(lock.locked())
    lock.release()


lock.acquire()
t = threading.Thread(target=helper)
t.start()
lock.acquire()
log.append("again")
t.join()
log.append(lock.locked())
print(repr(log))
