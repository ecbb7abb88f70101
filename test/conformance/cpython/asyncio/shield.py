"""The one who waits is cancelled, the shielded one goes on."""
import asyncio

log = []


async def work(gate):
    await gate.wait()
    log.append("worked")
    return 5


async def waiter(inner):
    try:
        await asyncio.shield(inner)
    except asyncio.CancelledError:
        log.append("gave up")
        raise


async def go():
    gate = asyncio.Event()
    inner = asyncio.create_task(work(gate))
    outer = asyncio.create_task(waiter(inner))
    await asyncio.sleep(0)
    outer.cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    gate.set()
    log.append(await inner)
    log.append((outer.cancelled(), inner.cancelled()))


asyncio.run(go())
print(repr(log))
