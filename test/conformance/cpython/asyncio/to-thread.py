"""Calls in other threads, and their results."""
import asyncio

log = []


def square(n):
    return n * n


def fail():
    raise ValueError("in a thread")


async def go():
    log.append(await asyncio.gather(asyncio.to_thread(square, 3), asyncio.to_thread(square, n=4)))
    loop = asyncio.get_running_loop()
    try:
        await loop.run_in_executor(None, fail)
    except ValueError as error:
        log.append(str(error))


asyncio.run(go())
print(repr(log))
