"""Iterators that are C code take one step."""
import threading

log = []
pairs = enumerate("abcd")
squares = map(abs, [-1, -2, -3])


def work():
    for _ in range(2):
        log.append(next(pairs))
        log.append((next(squares, None), "square"))


threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(repr(sorted(log, key=str)))
