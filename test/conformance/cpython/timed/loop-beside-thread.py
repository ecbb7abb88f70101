"""A loop and a thread take turns by one clock."""
import asyncio
import threading
import time

log = []


def thread():
    for _ in range(3):
        time.sleep(0.1)
        log.append("thread")


async def ticks():
    await asyncio.sleep(0.05)
    for _ in range(3):
        log.append("loop")
        await asyncio.sleep(0.1)


other = threading.Thread(target=thread)
other.start()
asyncio.run(ticks())
other.join()
print(repr(log))
