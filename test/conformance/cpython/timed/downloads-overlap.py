"""Downloads that overlap take as long as the longest, not as all of them."""
import asyncio
import threading
import time

log = []


def download(delay):
    time.sleep(delay)


async def fetch(delay):
    await asyncio.sleep(delay)


async def all_of_them():
    await asyncio.gather(*[fetch(delay) for delay in (0.05, 0.16, 0.1)])


start = time.perf_counter()
threads = [threading.Thread(target=download, args=(delay,)) for delay in (0.05, 0.16, 0.1)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
log.append(round(time.perf_counter() - start, 1))
start = time.perf_counter()
asyncio.run(all_of_them())
log.append(round(time.perf_counter() - start, 1))
print(repr(log))
