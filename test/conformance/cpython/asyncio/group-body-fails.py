"""An exception in the body cancels the members; all errors come together."""
import asyncio

log = []


async def stubborn():
    try:
        await asyncio.Event().wait()
    finally:
        raise KeyError("mine")


async def go():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(stubborn())
            await asyncio.sleep(0)
            raise ValueError("body")
    except ExceptionGroup as errors:
        log.append([type(error).__name__ for error in errors.exceptions])
    try:
        group.create_task(stubborn())
    except RuntimeError as error:
        log.append("finished" in str(error) or "shutting down" in str(error))


asyncio.run(go())
print(repr(log))
