"""What to_thread and run_in_executor(None) use."""
import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

log = []


def who(prefix=""):
    return prefix + threading.current_thread().name


async def go():
    loop = asyncio.get_running_loop()
    log.append(await asyncio.to_thread(who, prefix="in "))
    try:
        loop.set_default_executor("pool")
    except TypeError as error:
        log.append(str(error))
    loop.set_default_executor(ThreadPoolExecutor(1, "mine"))
    log.append(await loop.run_in_executor(None, who))
    log.append(await asyncio.to_thread(who))


asyncio.run(go())
print(repr(log))
