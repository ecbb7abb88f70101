"""The results stand in the order of the arguments, whoever ends first."""
import asyncio

log = []


async def slow():
    for i in range(3):
        await asyncio.sleep(0)
    log.append("slow")
    return 1


async def fast():
    log.append("fast")
    return 2


async def go():
    log.append(await asyncio.gather(slow(), fast(), asyncio.sleep(0, "third")))


asyncio.run(go())
print(repr(log))
