"""A future of a pool can be awaited."""
import asyncio
from concurrent.futures import CancelledError, ThreadPoolExecutor

log = []


def fail():
    raise ValueError("in the pool")


def stop():
    raise CancelledError("by hand")


async def go():
    with ThreadPoolExecutor(1) as pool:
        log.append(await asyncio.wrap_future(pool.submit(abs, -3)))
        for call in (fail, stop):
            try:
                await asyncio.wrap_future(pool.submit(call))
            except (ValueError, asyncio.CancelledError) as error:
                log.append((type(error).__name__, str(error)))


asyncio.run(go())
print(repr(log))
