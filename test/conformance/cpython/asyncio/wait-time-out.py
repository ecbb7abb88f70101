"""Wait with a time limit neither raises nor cancels."""
import asyncio

log = []


async def go():
    gate = asyncio.Event()
    task = asyncio.create_task(gate.wait())
    done, pending = await asyncio.wait([task], timeout=0.01)
    log.append((len(done), task in pending, task.cancelled()))
    gate.set()
    log.append(await task)


asyncio.run(go())
print(repr(log))
