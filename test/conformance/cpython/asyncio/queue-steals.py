"""An item put and taken at once is gone when the woken getter looks."""
import asyncio

log = []


async def getter(queue):
    log.append(("got", await queue.get()))


async def go():
    queue = asyncio.Queue()
    task = asyncio.create_task(getter(queue))
    await asyncio.sleep(0)
    queue.put_nowait("x")
    log.append(("stolen", queue.get_nowait()))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    queue.put_nowait("y")
    await task


asyncio.run(go())
print(repr(log))
