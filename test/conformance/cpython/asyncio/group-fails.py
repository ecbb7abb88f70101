"""The first failure cancels the others and the body."""
import asyncio

log = []


async def fail():
    await asyncio.sleep(0)
    raise ValueError("first")


async def stay(name):
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        log.append(name)
        raise


async def go():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(stay("a"))
            group.create_task(fail())
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                log.append("body")
                raise
    except ExceptionGroup as errors:
        log.append([str(error) for error in errors.exceptions])
        log.append(str(errors))
    log.append(asyncio.current_task().cancelling())


asyncio.run(go())
print(repr(log))
