"""At the end of run what is left is cancelled, and may clean up."""
import asyncio

log = []


async def background(name):
    try:
        await asyncio.Event().wait()
    finally:
        await asyncio.sleep(0)
        log.append(name)


async def go():
    task = asyncio.create_task(background("left"))
    await asyncio.sleep(0)
    log.append(len(asyncio.all_tasks()))


asyncio.run(go())
print(repr(log))
