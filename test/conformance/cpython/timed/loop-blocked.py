"""A blocking call in a coroutine makes a timer late."""
import asyncio
import threading
import time

log = []


async def timer(start):
    await asyncio.sleep(0.05)
    log.append(round(time.monotonic() - start, 1))


async def go():
    task = asyncio.create_task(timer(time.monotonic()))
    await asyncio.sleep(0)
    time.sleep(0.16)
    log.append("blocked")
    await task


asyncio.run(go())
print(repr(log))
