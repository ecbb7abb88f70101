"""Create_task does not run anything by itself."""
import asyncio

log = []


async def child():
    log.append("child")


async def go():
    task = asyncio.create_task(child())
    log.append("made")
    await child()
    log.append("direct")
    await task
    log.append("end")


asyncio.run(go())
print(repr(log))
