"""Whether the work is done in time."""
import asyncio

log = []


async def work():
    await asyncio.sleep(0.001)
    return "done"


async def go():
    try:
        log.append(await asyncio.wait_for(work(), 0.05))
    except TimeoutError:
        log.append("late")


asyncio.run(go())
print(repr(log))
