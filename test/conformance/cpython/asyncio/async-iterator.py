"""__aiter__, __anext__, __aenter__, __aexit__."""
import asyncio

log = []


class Countdown:
    def __init__(self, start):
        self.left = start
    def __aiter__(self):
        return self
    async def __anext__(self):
        if self.left == 0:
            raise StopAsyncIteration
        await asyncio.sleep(0)
        self.left -= 1
        return self.left


class Session:
    async def __aenter__(self):
        await asyncio.sleep(0)
        log.append("open")
        return self
    async def __aexit__(self, kind, error, trace):
        await asyncio.sleep(0)
        log.append(("close", kind is not None))
        return True


async def go():
    async for n in Countdown(2):
        log.append(n)
    async with Session() as session:
        raise ValueError("swallowed")
    async with Session(), Session() as second:
        log.append(isinstance(second, Session))


asyncio.run(go())
print(repr(log))
