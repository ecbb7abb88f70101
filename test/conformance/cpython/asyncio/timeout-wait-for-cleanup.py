"""A time-out waits until the cancelled one has cleaned up."""
import asyncio

log = []


async def careful():
    try:
        await asyncio.Event().wait()
    finally:
        for i in range(3):
            await asyncio.sleep(0)
        log.append("clean")


async def go():
    try:
        await asyncio.wait_for(careful(), 0.01)
    except TimeoutError:
        log.append("time-out")


asyncio.run(go())
print(repr(log))
