"""Notify wakes the one that has waited longest."""
import asyncio

log = []


async def waiter(name, changed):
    async with changed:
        await changed.wait()
        log.append(name)


async def go():
    changed = asyncio.Condition()
    tasks = [asyncio.create_task(waiter(n, changed)) for n in range(3)]
    await asyncio.sleep(0)
    async with changed:
        changed.notify()
    for i in range(5):
        await asyncio.sleep(0)
    log.append("then")
    async with changed:
        changed.notify_all()
    await asyncio.gather(*tasks)
    try:
        changed.notify()
    except RuntimeError as error:
        log.append(str(error))
    try:
        await changed.wait()
    except RuntimeError as error:
        log.append(str(error))


asyncio.run(go())
print(repr(log))
