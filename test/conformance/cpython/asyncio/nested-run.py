"""There is one loop at a time, and none outside of it."""
import asyncio

log = []


async def nop():
    pass


async def go():
    coroutine = nop()
    try:
        asyncio.run(coroutine)
    except RuntimeError as error:
        log.append(str(error))
    await coroutine


def outside():
    try:
        asyncio.get_running_loop()
    except RuntimeError as error:
        log.append(str(error))


asyncio.run(go())
outside()
print(repr(log))
