"""asyncio.timeout and wait_for beside work in a thread."""
import asyncio
import threading
import time

log = []


def work(delay):
    time.sleep(delay)
    return delay


async def go():
    for delay in (0.05, 0.2):
        try:
            async with asyncio.timeout(0.12):
                log.append(await asyncio.to_thread(work, delay))
        except TimeoutError:
            log.append("late")
    start = time.monotonic()
    try:
        await asyncio.wait_for(asyncio.sleep(5), 0.07)
    except TimeoutError:
        log.append(round(time.monotonic() - start, 1))


asyncio.run(go())
print(repr(log))
