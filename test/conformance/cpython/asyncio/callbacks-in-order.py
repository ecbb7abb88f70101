"""The loop makes its calls in the order in which they were asked for."""
import asyncio

log = []


def note(text):
    log.append(text)
    if text == "a":
        asyncio.get_running_loop().call_soon(note, "d")


async def go():
    loop = asyncio.get_running_loop()
    loop.call_soon(note, "a")
    dropped = loop.call_soon(note, "b")
    loop.call_soon(note, "c")
    dropped.cancel()
    log.append(dropped.cancelled())
    await asyncio.sleep(0)
    log.append("turn")
    await asyncio.sleep(0)
    log.append(loop.is_running())


asyncio.run(go())
print(repr(log))
