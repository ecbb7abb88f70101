"""A read, an await, a write: one of the updates is lost."""
import asyncio

counter = 0


async def bump():
    global counter
    seen = counter
    await asyncio.sleep(0)
    counter = seen + 1


async def go():
    await asyncio.gather(bump(), bump())


asyncio.run(go())
print(repr(counter))
