"""Coroutines are refused, and so is nothing at all."""
import asyncio

log = []


async def nop():
    pass


async def go():
    coroutine = nop()
    for each in ([], [coroutine], coroutine):
        try:
            await asyncio.wait(each)
        except (TypeError, ValueError) as error:
            log.append(f"{type(error).__name__}: {error}")
    await coroutine


asyncio.run(go())
print(repr(log))
