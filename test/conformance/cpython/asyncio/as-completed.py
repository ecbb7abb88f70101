"""As_completed gives results in the order in which they come."""
import asyncio

log = []


async def take(turns):
    for i in range(turns):
        await asyncio.sleep(0)
    return turns


async def go():
    tasks = [asyncio.create_task(take(n)) for n in (4, 1, 7)]
    for each in asyncio.as_completed(tasks):
        log.append(await each)


asyncio.run(go())
print(repr(log))
