"""A cancellation can be swallowed."""
import asyncio

log = []


async def stubborn():
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        log.append(asyncio.current_task().cancelling())
    await asyncio.sleep(0)
    return "alive"


async def go():
    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    log.append(task.cancel())
    log.append(await task)
    log.append((task.cancelled(), task.cancelling(), task.uncancel(), task.uncancel()))


asyncio.run(go())
print(repr(log))
