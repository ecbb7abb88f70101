"""An event loop beside a pool of threads and a pool of processes."""
import asyncio
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import set_start_method

log = []
calls = 0


def count(n):
    global calls
    calls += n
    return calls


async def go():
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(1) as processes, ThreadPoolExecutor(1) as threads:
        log.append(await loop.run_in_executor(processes, count, 1))
        log.append(await loop.run_in_executor(threads, count, 2))
        log.append(await asyncio.gather(loop.run_in_executor(processes, count, 1), loop.run_in_executor(threads, count, 2)))
        try:
            await loop.run_in_executor(processes, divmod, 1, 0)
        except ZeroDivisionError as error:
            log.append(type(error).__name__)


if __name__ == "__main__":
    set_start_method("fork")
    asyncio.run(go())
    log.append(calls)
    print(repr(log))
