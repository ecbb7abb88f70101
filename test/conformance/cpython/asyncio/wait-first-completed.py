"""Wait says who is done and who is not, and cancels nobody."""
import asyncio

log = []


async def take(turns, name):
    for i in range(turns):
        await asyncio.sleep(0)
    return name


async def go():
    tasks = [asyncio.create_task(take(n, f"t{n}")) for n in (5, 1, 3)]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    log.append(sorted(task.result() for task in done))
    log.append(len(pending))
    done, pending = await asyncio.wait(pending)
    log.append(sorted(task.result() for task in done))
    log.append(len(pending))


asyncio.run(go())
print(repr(log))
