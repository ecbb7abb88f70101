"""A task's exception waits for somebody who asks."""
import asyncio

log = []


async def fail():
    raise LookupError("gone")


async def go():
    task = asyncio.create_task(fail())
    await asyncio.sleep(0)
    log.append((task.done(), task.cancelled(), repr(task.exception())))
    try:
        await task
    except LookupError as error:
        log.append(str(error))
    forgotten = asyncio.create_task(fail())
    await asyncio.sleep(0)
    log.append("goes on")
    forgotten.exception()


asyncio.run(go())
print(repr(log))
