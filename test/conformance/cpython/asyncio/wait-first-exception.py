"""Wait does not raise what its tasks raise."""
import asyncio

log = []


async def fail():
    await asyncio.sleep(0)
    raise OSError("lost")


async def stay():
    for i in range(9):
        await asyncio.sleep(0)


async def go():
    failing = asyncio.create_task(fail())
    staying = asyncio.create_task(stay())
    done, pending = await asyncio.wait({failing, staying}, return_when=asyncio.FIRST_EXCEPTION)
    log.append([failing in done, staying in pending, str(failing.exception())])
    staying.cancel()


asyncio.run(go())
print(repr(log))
