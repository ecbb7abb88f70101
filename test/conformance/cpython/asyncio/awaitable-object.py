"""An object with __await__, and what cannot be awaited."""
import asyncio

log = []


class Later:
    def __init__(self, value):
        self.value = value
    def __await__(self):
        yield from asyncio.sleep(0).__await__()
        return self.value


async def nop():
    return 1


async def go():
    log.append(await Later(5))
    log.append(await asyncio.gather(Later(6), nop()))
    for make in (lambda: 3, lambda: [1], lambda: None):
        try:
            await make()
        except TypeError as error:
            log.append(str(error))
    coroutine = nop()
    await coroutine
    try:
        await coroutine
    except RuntimeError as error:
        log.append(str(error))
    try:
        asyncio.create_task(3)
    except TypeError as error:
        log.append(str(error))


asyncio.run(go())
print(repr(log))
