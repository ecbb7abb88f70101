"""A cancelled waiter hands the lock on."""
import asyncio

log = []


async def hold(name, lock, gate):
    async with lock:
        log.append(name)
        await gate.wait()


async def go():
    lock = asyncio.Lock()
    gate = asyncio.Event()
    tasks = [asyncio.create_task(hold(name, lock, gate)) for name in "abc"]
    await asyncio.sleep(0)
    gate.set()
    await asyncio.sleep(0)
    tasks[1].cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    log.append([type(each).__name__ for each in results])
    try:
        lock.release()
    except RuntimeError as error:
        log.append(str(error))


asyncio.run(go())
print(repr(log))
