"""One generator behind a lock."""
import threading

log = []
lock = threading.Lock()


def numbers():
    n = 0
    while True:
        n += 1
        got = yield n
        if got is not None:
            n = got

source = numbers()


def work():
    for _ in range(2):
        with lock:
            log.append(next(source))


threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
log.append(source.send(10))
source.close()
try:
    next(source)
except StopIteration as stop:
    log.append(stop.value)
print(repr(log))
