"""Cancelled after its result was set, but before it ran again."""
import asyncio

log = []


async def work(future):
    try:
        log.append(await future)
    except asyncio.CancelledError:
        log.append("lost")
        raise


async def go():
    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(work(future))
    await asyncio.sleep(0)
    future.set_result("value")
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    log.append((future.result(), task.cancelled()))


asyncio.run(go())
print(repr(log))
