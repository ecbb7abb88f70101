/** `contextlib` for coroutines. */
export const asyncContext = `
class _AsyncGeneratorContextManager:
    def __init__(self, generator):
        self._generator = generator
    async def __aenter__(self):
        return await self._generator.__anext__()
    async def __aexit__(self, type, value, traceback):
        if value is None:
            try:
                await self._generator.__anext__()
            except StopAsyncIteration:
                return False
            raise RuntimeError("generator didn't stop")
        try:
            await self._generator.athrow(value)
        except StopAsyncIteration:
            return True
        except BaseException as error:
            if error is value:
                return False
            raise
        raise RuntimeError("generator didn't stop after athrow()")

def asynccontextmanager(func):
    """An asynchronous generator function with one yield as an async with-statement's manager."""
    def helper(*args, **keywords):
        return _AsyncGeneratorContextManager(func(*args, **keywords))
    return helper

class aclosing:
    """Closes the thing at the end, and waits for that."""
    def __init__(self, thing):
        self.thing = thing
    async def __aenter__(self):
        return self.thing
    async def __aexit__(self, type, value, traceback):
        await self.thing.aclose()
`;
