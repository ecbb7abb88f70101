/** Between event loops and threads: calls in other threads, coroutines sent from other threads, and `coroutine` blocks. */
export const asyncioThreads = `
async def to_thread(func, *args, **kwargs):
    """Calls a function in another thread and waits for its result."""
    return await _running()._call_abroad(func, args, kwargs)

class _Carrier:
    def __init__(self, loop, target):
        self._carrier_loop = loop
        self._target = target
    def _arrived(self, source):
        self._carrier_loop.call_soon_threadsafe(self._copy, source)
    def _copy(self, source):
        target = self._target
        if target.cancelled():
            return
        if source.cancelled():
            target.cancel()
        elif source.exception() is not None:
            target.set_exception(source.exception())
        else:
            target.set_result(source.result())

def wrap_future(future, *, loop=None):
    """A future of this loop for one of concurrent.futures."""
    if isinstance(future, Future):
        return future
    core = _running()
    core._open = True
    target = Future()
    future.add_done_callback(_Carrier(core._loop, target)._arrived)
    return target

async def _run_block(blocks):
    tasks = [Task(function(*args), name) for name, function, args in blocks]
    while True:
        pending = [task for task in tasks if not task.done()]
        if len(pending) == 0:
            break
        await wait(pending)
    for task in tasks:
        if not task.cancelled() and task._error is not None:
            raise task._error

def _run_blocks(blocks):
    _run(_run_block(blocks))
`;
