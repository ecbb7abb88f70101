"""A program that ends waits for its pools."""
import atexit
from concurrent.futures import ThreadPoolExecutor

log = []


def work(n):
    log.append(n)


atexit.register(lambda: print(repr(log)))
pool = ThreadPoolExecutor(max_workers=1)
for n in range(3):
    pool.submit(work, n)
