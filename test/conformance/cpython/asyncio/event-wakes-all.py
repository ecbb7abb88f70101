"""Set wakes all who wait, in order, even if it is cleared at once."""
import asyncio

log = []


async def waiter(name, event):
    await event.wait()
    log.append((name, event.is_set()))


async def go():
    event = asyncio.Event()
    tasks = [asyncio.create_task(waiter(n, event)) for n in range(3)]
    await asyncio.sleep(0)
    event.set()
    event.clear()
    await asyncio.gather(*tasks)


asyncio.run(go())
print(repr(log))
