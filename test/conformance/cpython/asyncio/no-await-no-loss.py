"""Between a read and a write without an await nobody else runs."""
import asyncio

counter = 0


async def bump():
    global counter
    for i in range(3):
        seen = counter
        counter = seen + 1
        await asyncio.sleep(0)


async def go():
    await asyncio.gather(bump(), bump(), bump())


asyncio.run(go())
print(repr(counter))
