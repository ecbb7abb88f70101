"""With no time at all the coroutine does not even begin."""
import asyncio

log = []


async def work():
    log.append("began")


async def go():
    try:
        await asyncio.wait_for(work(), 0)
    except asyncio.TimeoutError as error:
        log.append(type(error) is TimeoutError)
    log.append(await asyncio.wait_for(asyncio.sleep(0, "done"), None))


asyncio.run(go())
print(repr(log))
