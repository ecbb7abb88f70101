"""The last to come goes on first."""
import asyncio

log = []


async def runner(name, barrier):
    index = await barrier.wait()
    log.append((name, index))


async def go():
    barrier = asyncio.Barrier(3)
    await asyncio.gather(*[runner(n, barrier) for n in "abc"])
    log.append((barrier.n_waiting, barrier.parties, barrier.broken))


asyncio.run(go())
print(repr(log))
