"""Those who wait get brokenbarriererror."""
import asyncio

log = []


async def runner(barrier):
    try:
        await barrier.wait()
    except asyncio.BrokenBarrierError as error:
        log.append(str(error))


async def go():
    barrier = asyncio.Barrier(3)
    tasks = [asyncio.create_task(runner(barrier)) for n in range(2)]
    await asyncio.sleep(0)
    await barrier.abort()
    await asyncio.gather(*tasks)
    await runner(barrier)
    log.append(barrier.broken)


asyncio.run(go())
print(repr(log))
