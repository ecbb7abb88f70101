"""A cached function may be computed twice."""
import functools
import threading

calls = []


@functools.lru_cache(maxsize=None)
def square(n):
    calls.append(n)
    return n * n


def work():
    square(3)


threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(repr((calls, square(3), square(3))))
