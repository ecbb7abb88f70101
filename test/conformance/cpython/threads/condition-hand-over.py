"""One waits until the other has put something there."""
import threading

log = []
items = []
condition = threading.Condition()


def consumer():
    for _ in range(2):
        with condition:
            while not items:
                condition.wait()
            log.append(items.pop(0))


def producer():
    for n in range(2):
        with condition:
            items.append(n)
            condition.notify()


threads = [threading.Thread(target=consumer), threading.Thread(target=producer)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(repr(log))
