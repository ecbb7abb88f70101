"""Two that wake at the same moment can come in between each other."""
import asyncio

counter = 0


async def bump():
    global counter
    await asyncio.sleep(0.01)
    seen = counter
    await asyncio.sleep(0)
    counter = seen + 1


async def go():
    await asyncio.gather(bump(), bump())


asyncio.run(go())
print(repr(counter))
