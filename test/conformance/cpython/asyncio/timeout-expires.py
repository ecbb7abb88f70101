"""The block is cancelled, and the cancellation becomes a timeouterror."""
import asyncio

log = []


async def go():
    task = asyncio.current_task()
    try:
        async with asyncio.timeout(0.01) as limit:
            try:
                await asyncio.Event().wait()
            finally:
                log.append(task.cancelling())
    except TimeoutError:
        log.append("too late")
    log.append((limit.expired(), task.cancelling()))
    async with asyncio.timeout(None) as limit:
        pass
    log.append(limit.expired())


asyncio.run(go())
print(repr(log))
