"""Cancelling who awaits stops a call that has not begun, and no other."""
import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

log = []
gate = threading.Event()
begun = threading.Event()


def stay(n):
    begun.set()
    gate.wait()
    log.append(n)


async def go():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(1) as pool:
        calls = [loop.run_in_executor(pool, stay, n) for n in range(2)]
        while not begun.is_set():
            await asyncio.sleep(0.01)
        for call in calls:
            call.cancel()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        log.append([call.cancelled() for call in calls])
        gate.set()


asyncio.run(go())
print(repr(log))
