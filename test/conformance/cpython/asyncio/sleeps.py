"""Two that sleep wake in some order."""
import asyncio

log = []


async def sleeper(name, seconds):
    await asyncio.sleep(seconds)
    log.append(name)


async def go():
    await asyncio.gather(sleeper("a", 0.02), sleeper("b", 0.01))


asyncio.run(go())
print(repr(log))
