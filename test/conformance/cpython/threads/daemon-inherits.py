"""A thread is a daemon if the one that makes it is."""
import threading

log = []


def inner():
    pass


def outer():
    log.append(threading.current_thread().daemon)
    log.append(threading.Thread(target=inner).daemon)
    log.append(threading.Thread(target=inner, daemon=False).daemon)


log.append(threading.Thread(target=inner).daemon)
t = threading.Thread(target=outer, daemon=True)
t.start()
t.join()
t = threading.Thread(target=outer)
t.daemon = True
log.append(t.daemon)
t.start()
t.join()
print(repr(log))
