// Awaiting: coroutines, objects with `__await__`, and what asynchronous generators are asked.
import { describe, expect, it } from "vitest";
import { valueOf } from "../tiny.js";

const definitions = `
import asyncio
def messages(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"
def finished(coroutine):
    try:
        return messages(lambda: asyncio.run(coroutine))
    except BaseException as e:
        return type(e).__name__
async def one():
    return 1
async def naps():
    await asyncio.sleep(0)
    return 2
async def twice():
    c = one()
    await c
    return await c
async def at_once():
    c = naps()
    async def wait():
        return await c
    a = asyncio.create_task(wait())
    b = asyncio.create_task(wait())
    return [str(e) for e in await asyncio.gather(a, b, return_exceptions=True)]
class Awaited:
    def __await__(self):
        yield from asyncio.sleep(0).__await__()
        return 3
async def on(value):
    return await value
async def numbers():
    yield 1
    yield 2
async def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2
async def polite():
    try:
        yield 1
    finally:
        await asyncio.sleep(0)
async def late():
    try:
        yield 1
    except ValueError as e:
        yield f"caught {e}"
async def slow():
    await asyncio.sleep(0)
    yield 1
async def closed(make):
    g = make()
    got = await g.__anext__()
    await g.aclose()
    return got
async def after_end(make, how):
    g = make()
    async for _ in g:
        pass
    return await how(g)
async def fresh(how):
    g = late()
    return await how(g)
async def thrown():
    g = late()
    await g.__anext__()
    return await g.athrow(ValueError("x"))
async def following(g):
    return await g.__anext__()
async def closing(g):
    return await g.aclose()
async def both(second):
    g = slow()
    return [str(e) for e in await asyncio.gather(following(g), second(g), return_exceptions=True)]
async def stops():
    g = polite()
    got = await g.__anext__()
    await g.aclose()
    try:
        await g.__anext__()
    except StopAsyncIteration:
        return got
async def throws_stop():
    async def bad():
        try:
            yield 1
        except GeneratorExit:
            raise StopAsyncIteration
    g = bad()
    await g.__anext__()
    await g.aclose()
    return "closed"
async def bad_close():
    async def bad():
        try:
            yield 1
        except GeneratorExit:
            return
    g = bad()
    await g.__anext__()
    await g.aclose()
    return "closed"
class Holder:
    async def hello(self):
        return 1
    def plain(self):
        return 1
class Cased:
    pass`;

describe("Awaiting, as CPython does it:", () => {
  it.each([
    ["finished(twice())", "'RuntimeError: cannot reuse already awaited coroutine'"],
    ["finished(at_once())", "['2', 'coroutine is being awaited already']"],
    ["finished(on(Awaited()))", "3"],
    ["finished(on(3))", "\"TypeError: object int can't be used in 'await' expression\""],
    ["finished(on(Cased()))", "\"TypeError: object Cased can't be used in 'await' expression\""],
    ["finished(on([1]))", "\"TypeError: object list can't be used in 'await' expression\""],
    ["finished(closed(numbers))", "1"],
    ["finished(closed(stubborn))", "'RuntimeError: async generator ignored GeneratorExit'"],
    ["finished(closed(polite))", "1"],
    ["finished(stops())", "1"],
    ["finished(thrown())", "'caught x'"],
    ["finished(both(following))", "['1', 'anext(): asynchronous generator is already running']"],
    ["finished(both(closing))", "['1', 'aclose(): asynchronous generator is already running']"],
    ['finished(after_end(numbers, lambda g: g.athrow(ValueError("late"))))', "None"],
    ["finished(after_end(numbers, lambda g: g.aclose()))", "None"],
    ["finished(after_end(numbers, lambda g: g.asend(None)))", "'StopAsyncIteration: '"],
    ['finished(fresh(lambda g: g.athrow(ValueError("early"))))', "'ValueError: early'"],
    ["finished(fresh(lambda g: g.athrow(ValueError)))", "'ValueError: '"],
    ["finished(fresh(lambda g: g.asend(None)))", "1"],
    [
      "finished(fresh(lambda g: g.asend(3)))",
      '"TypeError: can\'t send non-None value to a just-started async generator"',
    ],
    ["finished(fresh(lambda g: g.aclose()))", "None"],
    ["finished(throws_stop())", "'RuntimeError: async generator raised StopAsyncIteration'"],
    ["finished(bad_close())", "'closed'"],
    ["asyncio.iscoroutinefunction(one)", "True"],
    ["asyncio.iscoroutinefunction(Holder().hello)", "True"],
    ["asyncio.iscoroutinefunction(Holder().plain)", "False"],
    ["asyncio.iscoroutinefunction(3)", "False"],
  ])("%s is %s", (expression, value) => {
    expect(valueOf(expression, definitions)).toBe(value);
  });
});
