"""Numbers from one count are never given twice."""
import itertools
import threading

numbers = itertools.count()
got = []


def work():
    for _ in range(2):
        got.append(next(numbers))


threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(repr(sorted(got)))
