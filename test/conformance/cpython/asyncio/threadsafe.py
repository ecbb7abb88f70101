"""Another thread sends calls and coroutines to the loop."""
import asyncio
import threading

log = []


async def double(n):
    await asyncio.sleep(0)
    return 2 * n


def outside(loop, event):
    future = asyncio.run_coroutine_threadsafe(double(21), loop)
    log.append(future.result())
    loop.call_soon_threadsafe(event.set)


async def go():
    event = asyncio.Event()
    thread = threading.Thread(target=outside, args=(asyncio.get_running_loop(), event))
    thread.start()
    await event.wait()
    thread.join()


asyncio.run(go())
print(repr(log))
