"""How many turns of the loop each kind of waiting takes."""
import asyncio

log = []


async def nop():
    return None


async def clock(counted):
    while True:
        counted[0] += 1
        await asyncio.sleep(0)


async def measure(name, make):
    counted = [0]
    ticking = asyncio.create_task(clock(counted))
    await asyncio.sleep(0)
    before = counted[0]
    await make()
    log.append((name, counted[0] - before))
    ticking.cancel()


async def group():
    async with asyncio.TaskGroup() as g:
        g.create_task(nop())


async def empty_group():
    async with asyncio.TaskGroup() as g:
        pass


async def first_completed():
    for each in asyncio.as_completed([nop()]):
        await each


async def future_soon():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_soon(future.set_result, 1)
    await future


async def go():
    await measure("sleep", lambda: asyncio.sleep(0))
    await measure("task", lambda: asyncio.create_task(nop()))
    await measure("future", future_soon)
    await measure("gather", lambda: asyncio.gather(nop(), nop()))
    await measure("wait", lambda: asyncio.wait([asyncio.create_task(nop())]))
    await measure("shield", lambda: asyncio.shield(nop()))
    await measure("as_completed", first_completed)
    await measure("group", group)
    await measure("empty group", empty_group)
    await measure("wait_for", lambda: asyncio.wait_for(nop(), 5))
    await measure("coroutine", nop)


asyncio.run(go())
print(repr(log))
