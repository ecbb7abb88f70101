"""First in, last in, and least first."""
import asyncio

log = []


async def go():
    for kind in (asyncio.Queue, asyncio.LifoQueue, asyncio.PriorityQueue):
        queue = kind(3)
        for item in (2, 3, 1):
            await queue.put(item)
        try:
            queue.put_nowait(4)
        except asyncio.QueueFull:
            log.append(("full", queue.qsize(), queue.full()))
        log.append([queue.get_nowait() for i in range(3)])
        try:
            queue.get_nowait()
        except asyncio.QueueEmpty:
            log.append(queue.empty())


asyncio.run(go())
print(repr(log))
