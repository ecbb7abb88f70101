"""Join waits until every item has been dealt with."""
import asyncio

log = []


async def worker(name, queue):
    while True:
        item = await queue.get()
        await asyncio.sleep(0)
        log.append((name, item))
        queue.task_done()


async def go():
    queue = asyncio.Queue(2)
    workers = [asyncio.create_task(worker(n, queue)) for n in "ab"]
    for item in range(5):
        await queue.put(item)
        log.append(("put", item))
    await queue.join()
    log.append("joined")
    for task in workers:
        task.cancel()
    results = await asyncio.gather(*workers, return_exceptions=True)
    log.append([type(each).__name__ for each in results])
    try:
        queue.task_done()
    except ValueError as error:
        log.append(str(error))


asyncio.run(go())
print(repr(log))
