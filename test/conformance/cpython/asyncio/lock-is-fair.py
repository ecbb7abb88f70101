"""Who gives the lock back and wants it again stands behind those who wait."""
import asyncio

log = []


async def worker(name, lock):
    for turn in range(2):
        async with lock:
            log.append(f"{name}{turn}")
            await asyncio.sleep(0)


async def go():
    lock = asyncio.Lock()
    await asyncio.gather(worker("a", lock), worker("b", lock), worker("c", lock))
    log.append(lock.locked())


asyncio.run(go())
print(repr(log))
