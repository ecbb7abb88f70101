"""Two stages with a queue between, ended by a sentinel."""
import queue
import threading

first = queue.Queue()
second = queue.Queue()
results = []


def square():
    for item in iter(first.get, None):
        second.put(item * item)
    second.put(None)


def collect():
    for item in iter(second.get, None):
        results.append(item)


threads = [threading.Thread(target=square), threading.Thread(target=collect)]
for t in threads:
    t.start()
for n in (1, 2):
    first.put(n)
first.put(None)
for t in threads:
    t.join()
print(repr(results))
