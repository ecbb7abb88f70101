"""Return_exceptions collects them all, cancellations too."""
import asyncio

log = []


async def bad():
    raise KeyError("bad")


async def endless():
    await asyncio.get_running_loop().create_future()


async def go():
    waiting = asyncio.create_task(endless())
    asyncio.get_running_loop().call_soon(waiting.cancel)
    results = await asyncio.gather(bad(), waiting, asyncio.sleep(0, 7), return_exceptions=True)
    log.append([type(each).__name__ for each in results])


asyncio.run(go())
print(repr(log))
