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
    target = Future()
    future.add_done_callback(_Carrier(core._loop, target)._arrived)
    return target

class _Sent:
    """The result, in another thread, of a coroutine that the loop runs."""
    def __init__(self):
        self._sent_state = "PENDING"
        self._sent_value = None
        self._sent_error = None
    def done(self):
        """Whether the coroutine has ended."""
        select "waits for {self}":
            when True "looks whether the coroutine is done":
                return self._sent_state != "PENDING"
    def cancelled(self):
        """Whether it was cancelled."""
        select "waits for {self}":
            when True "looks whether the coroutine was cancelled":
                return self._sent_state == "CANCELLED"
    def result(self, timeout=None):
        """Waits for the result."""
        select "waits for the result of a coroutine":
            when (self._sent_state != "PENDING") "has the result of the coroutine":
                pass
            after timeout "gives up on the coroutine":
                raise TimeoutError()
        if self._sent_state == "CANCELLED":
            raise CancelledError()
        if self._sent_error is not None:
            raise self._sent_error
        return self._sent_value
    def exception(self, timeout=None):
        """Waits for the end; the exception, or None."""
        select "waits for the result of a coroutine":
            when (self._sent_state != "PENDING") "has the result of the coroutine":
                pass
            after timeout "gives up on the coroutine":
                raise TimeoutError()
        if self._sent_state == "CANCELLED":
            raise CancelledError()
        return self._sent_error
    def _begin(self, coro):
        ensure_future(coro).add_done_callback(self._arrived)
    def _arrived(self, task):
        task._unretrieved = None
        state = "CANCELLED" if task.cancelled() else "FINISHED"
        select "waits for {self}":
            when True "hands its result to another thread":
                self._sent_state = state
                self._sent_value = task._outcome
                self._sent_error = task._error

def run_coroutine_threadsafe(coro, loop):
    """Has the loop run a coroutine, from another thread; gives what to wait with."""
    if not iscoroutine(coro):
        raise TypeError("A coroutine object is required")
    future = _Sent()
    loop.call_soon_threadsafe(future._begin, coro)
    return future

async def _run_block(blocks):
    tasks = []
    numbers = {}
    for name, several, function, args in blocks:
        number = numbers.get(name, 0)
        numbers[name] = number + 1
        tasks.append(Task(function(*args), f"{name}[{number}]" if several else name))
    while True:
        pending = [task for task in tasks if not task.done()]
        if len(pending) == 0:
            break
        await wait(pending)
    for task in tasks:
        task._unretrieved = None
    for task in tasks:
        if not task.cancelled() and task._error is not None:
            raise task._error

def _run_blocks(blocks):
    _run(_run_block(blocks))
`;
