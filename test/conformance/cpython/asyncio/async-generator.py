"""An asynchronous generator may wait between its values."""
import asyncio

log = []


async def numbers(n):
    try:
        for i in range(n):
            await asyncio.sleep(0)
            got = yield i
            if got is not None:
                log.append(got)
    finally:
        await asyncio.sleep(0)
        log.append("closed")


async def go():
    async for i in numbers(3):
        log.append(i)
    else:
        log.append("else")
    source = numbers(9)
    log.append(await source.__anext__())
    log.append(await source.asend("sent"))
    await source.aclose()
    try:
        await source.__anext__()
    except StopAsyncIteration:
        log.append("over")
    other = numbers(2)
    await other.__anext__()
    try:
        await other.athrow(KeyError("thrown"))
    except KeyError as error:
        log.append(str(error))


asyncio.run(go())
print(repr(log))
