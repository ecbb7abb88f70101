"""A future has a result, or an exception."""
from concurrent.futures import ThreadPoolExecutor

log = []


def divide(a, b):
    return a // b


with ThreadPoolExecutor(max_workers=2) as pool:
    good = pool.submit(divide, 6, 3)
    bad = pool.submit(divide, b=0, a=1)
    log.append((good.result(), good.exception()))
    try:
        bad.result()
    except ZeroDivisionError as error:
        log.append((type(error).__name__, bad.exception() is error))
log.append((good.done(), bad.done(), good.running(), bad.cancelled(), good.cancel()))
print(repr(log))
