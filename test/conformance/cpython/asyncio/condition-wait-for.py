"""Wait_for looks again and again."""
import asyncio

log = []
items = []


async def consumer(changed):
    async with changed:
        await changed.wait_for(lambda: len(items) >= 2)
        log.append(list(items))


async def go():
    changed = asyncio.Condition()
    task = asyncio.create_task(consumer(changed))
    for i in range(3):
        await asyncio.sleep(0)
        async with changed:
            items.append(i)
            changed.notify_all()
    await task


asyncio.run(go())
print(repr(log))
