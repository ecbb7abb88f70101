"""Never more than two at a time, first come first served."""
import asyncio

log = []
inside = 0


async def worker(name, permits):
    global inside
    async with permits:
        inside += 1
        log.append((name, inside))
        await asyncio.sleep(0)
        inside -= 1


async def go():
    permits = asyncio.Semaphore(2)
    await asyncio.gather(*[worker(n, permits) for n in range(5)])
    bounded = asyncio.BoundedSemaphore(1)
    try:
        bounded.release()
    except ValueError as error:
        log.append(str(error))
    try:
        asyncio.Semaphore(-1)
    except ValueError as error:
        log.append(str(error))


asyncio.run(go())
print(repr(log))
