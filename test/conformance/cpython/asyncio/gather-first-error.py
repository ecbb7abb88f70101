"""The first exception is raised at once, the others go on."""
import asyncio

log = []


async def bad():
    await asyncio.sleep(0)
    raise ValueError("bad")


async def good():
    for i in range(4):
        await asyncio.sleep(0)
    log.append("good")


async def go():
    rest = asyncio.create_task(good())
    try:
        await asyncio.gather(bad(), rest)
    except ValueError as error:
        log.append(str(error))
    await rest
    log.append(rest.done())


asyncio.run(go())
print(repr(log))
