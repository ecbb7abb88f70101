"""What a future says before and after."""
import asyncio

log = []


async def go():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    for ask in (future.result, future.exception):
        try:
            ask()
        except asyncio.InvalidStateError as error:
            log.append(str(error))
    future.add_done_callback(lambda f: log.append(("called", f.result())))
    future.set_result(3)
    log.append((future.done(), await future))
    try:
        future.set_result(4)
    except asyncio.InvalidStateError as error:
        log.append(str(error))
    await asyncio.sleep(0)
    other = loop.create_future()
    other.set_exception(ValueError("no"))
    try:
        await other
    except ValueError as error:
        log.append((str(error), other.exception() is error))


asyncio.run(go())
print(repr(log))
