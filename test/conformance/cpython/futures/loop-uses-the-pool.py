"""The event loop uses the pool that it is given, and no more workers than that has."""
import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

log = []


def who(n):
    return n, threading.current_thread().name


async def go():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(1, "mine") as pool:
        log.extend(await asyncio.gather(*[loop.run_in_executor(pool, who, n) for n in range(2)]))


asyncio.run(go())
print(repr(log))
