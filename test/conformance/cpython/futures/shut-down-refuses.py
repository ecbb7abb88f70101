"""A pool that is shut down does what it has, and takes nothing more."""
from concurrent.futures import ThreadPoolExecutor

log = []


def work(n):
    log.append(n)


pool = ThreadPoolExecutor(max_workers=1)
for n in range(3):
    pool.submit(work, n)
pool.shutdown()
log.append("down")
pool.shutdown(wait=False)
try:
    pool.submit(work, 3)
except RuntimeError as error:
    log.append(str(error))
print(repr(log))
