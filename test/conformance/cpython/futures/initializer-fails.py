"""A pool whose initializer fails is broken."""
from concurrent.futures import BrokenExecutor, ThreadPoolExecutor
from concurrent.futures.thread import BrokenThreadPool

log = []


def begin():
    raise OSError("no database")


with ThreadPoolExecutor(1, initializer=begin) as pool:
    future = pool.submit(log.append, "never")
    try:
        future.result()
    except BrokenThreadPool as error:
        log.append(str(error))
    try:
        pool.submit(log.append, "never")
    except BrokenExecutor as error:
        log.append(type(error).__name__)
print(repr(log))
