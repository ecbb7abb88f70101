"""Cancellederror is raised where the task waits; finally and except run."""
import asyncio

log = []


async def work():
    try:
        try:
            await asyncio.Event().wait()
        finally:
            log.append("finally")
            await asyncio.sleep(0)
            log.append("cleaned")
    except asyncio.CancelledError as error:
        log.append(error.args)
        raise


async def go():
    task = asyncio.create_task(work(), name="worker")
    await asyncio.sleep(0)
    task.cancel("stop")
    log.append(task.cancelled())
    try:
        await task
    except asyncio.CancelledError:
        log.append((task.get_name(), task.cancelled()))


asyncio.run(go())
print(repr(log))
