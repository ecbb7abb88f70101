"""Nor must a set or a deque."""
import threading
from collections import deque

numbers = {1}
line = deque([1, 2])
log = []


def reader():
    for container in (numbers, line):
        try:
            for item in container:
                log.append(item)
        except RuntimeError as error:
            log.append(str(error))


def writer():
    numbers.add(2)
    line.append(3)


threads = [threading.Thread(target=reader), threading.Thread(target=writer)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(repr(log))
