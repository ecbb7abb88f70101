"""Cancelling a gather cancels its children."""
import asyncio

log = []


async def child(name):
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        log.append(name)
        raise


async def go():
    both = asyncio.gather(child("a"), child("b"))
    await asyncio.sleep(0)
    log.append(both.cancel())
    try:
        await both
    except asyncio.CancelledError:
        log.append("cancelled")
    log.append(both.cancelled())


asyncio.run(go())
print(repr(log))
