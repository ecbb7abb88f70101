"""Sleep(0) lets the other tasks run once."""
import asyncio

log = []


async def walk(name):
    for step in range(3):
        log.append(f"{name}{step}")
        await asyncio.sleep(0)


async def go():
    await asyncio.gather(walk("a"), walk("b"))


asyncio.run(go())
print(repr(log))
