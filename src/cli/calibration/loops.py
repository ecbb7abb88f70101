"""Event loops. asyncio is imported late: what a program imports is part of what its spawned processes cost."""
import threading
import selectors
import time

from fresh import fresh
from samples import during, facts, latency, now, work

TASKS = 1000


def event_loop():
    facts["select_step"] = 1e-3 if selectors.DefaultSelector.__name__ == "EpollSelector" else 0
    import asyncio

    async def nop():
        pass

    async def gathered(make):
        await asyncio.gather(*[make() for _ in range(TASKS)])

    async def switching():
        for _ in range(TASKS):
            await asyncio.sleep(0)

    async def woken_by_a_thread():
        loop, woken = asyncio.get_running_loop(), asyncio.Event()

        def wake(called):
            latency("loop_wake", now() - called)
            woken.set()

        def call():
            time.sleep(0.001)
            loop.call_soon_threadsafe(wake, now())

        caller = threading.Thread(target=call)
        caller.start()
        await woken.wait()
        caller.join()

    async def sleeping():
        began = now()
        await asyncio.sleep(0.002)
        latency("select_wake_up", now() - began - 0.002)

    def processor_time(coroutine):
        used = time.thread_time()
        asyncio.run(coroutine)
        return time.thread_time() - used

    latency("loop_start", *fresh("loop"))
    for _ in during(0.4):
        start = processor_time(nop())
        work("task_create", (processor_time(gathered(nop)) - start) / TASKS)
        work("task_switch", (processor_time(switching()) - start) / TASKS)
        work("task with a timer", (processor_time(gathered(lambda: asyncio.sleep(0.02))) - start) / TASKS)
        for _ in range(5):
            asyncio.run(woken_by_a_thread())
            asyncio.run(sleeping())
