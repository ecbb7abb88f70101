"""A retry waits twice as long each time: the sum is what the clock shows."""
import time

log = []
left = [3]


def call():
    if left[0] > 0:
        left[0] -= 1
        raise ConnectionError("busy")
    return "ok"


def retry(delay):
    start = time.perf_counter()
    while True:
        try:
            log.append(call())
            break
        except ConnectionError as error:
            log.append(str(error))
            time.sleep(delay)
            delay *= 2
    log.append(round(time.perf_counter() - start, 1))


retry(0.04)
print(repr(log))
