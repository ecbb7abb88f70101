"""One generator, two threads."""
import threading

log = []


def numbers():
    n = 0
    while n < 3:
        n = max(n + 1, 0)
        yield n

source = numbers()


def work():
    try:
        log.append(next(source))
    except ValueError as error:
        log.append(str(error))


threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(repr(sorted(log, key=str)))
