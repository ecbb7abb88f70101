"""A task may wait for another one as long as there is a free worker."""
from concurrent.futures import ThreadPoolExecutor

log = []


def inner(n):
    return n + 1


def outer(pool):
    return pool.submit(inner, 1).result() * 10


with ThreadPoolExecutor(max_workers=2) as pool:
    log.append(pool.submit(outer, pool).result())
print(repr(log))
