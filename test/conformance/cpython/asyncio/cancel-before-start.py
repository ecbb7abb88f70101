"""A task that is cancelled before its first step never runs."""
import asyncio

log = []


async def work():
    try:
        log.append("began")
    finally:
        log.append("finally")


async def go():
    task = asyncio.create_task(work())
    log.append(task.cancel())
    try:
        await task
    except asyncio.CancelledError:
        log.append("cancelled")
    log.append((task.cancelled(), task.done(), task.cancel()))


asyncio.run(go())
print(repr(log))
