/** Between event loops and threads: calls in other threads, coroutines sent from other threads, and `coroutine` blocks. */
export const asyncioThreads = `
from concurrent.futures import CancelledError as _CallCancelled, Executor as _Executor, Future as _CallFuture

async def to_thread(func, *args, **kwargs):
    """Calls a function in another thread and waits for its result."""
    return await _call_abroad(_running(), None, func, args, kwargs)

def wrap_future(future, *, loop=None):
    """A future of this loop for one of concurrent.futures."""
    if isinstance(future, Future):
        return future
    core = _running()
    number = core._number()
    target = core._expect(number, future)
    future.add_done_callback(_Messenger(core._inbox, number)._arrived)
    return target

def _call_abroad(core, executor, function, args, kwargs):
    if executor is None:
        if core._default is None:
            core._default = _Pool(thread_name_prefix="asyncio")
        executor = core._default
    if not isinstance(executor, _Executor):
        return wrap_future(executor.submit(function, *args, **kwargs))
    number = core._number()
    return core._expect(number, executor._submit(function, args, kwargs, _Messenger(core._inbox, number)))

class _Messenger:
    """Tells the loop that the call with this number is over; the loop's own future stays where only the loop sees it."""
    def __init__(self, inbox, number):
        self._inbox = inbox
        self._number = number
    def _arrived(self, source):
        select "waits for the event loop":
            when True "hands its result to the event loop":
                self._deliver(source)
    def _deliver(self, source):
        if not self._inbox._closed:
            self._inbox._letters.append((None, (self._number, source)))

class _Abandoner:
    """Who is cancelled while it awaits a call abroad cancels the call, which helps if it has not begun."""
    def __init__(self, source):
        self._source = source
    def _check(self, target):
        if target.cancelled():
            self._source.cancel()

def _copy_outcome(source, target):
    if target.cancelled():
        return
    if isinstance(source, _CallFuture):
        cancelled = source._state in ("CANCELLED", "CANCELLED_AND_NOTIFIED")
        error = source._exception
        result = source._result
    else:
        cancelled = source.cancelled()
        error = None if cancelled else source.exception()
        result = None if cancelled or error is not None else source.result()
    if cancelled:
        target.cancel()
    elif error is not None:
        target.set_exception(CancelledError(*error.args) if isinstance(error, _CallCancelled) else error)
    else:
        target.set_result(result)

class _Sender:
    """Between the future that another thread has and the task that the loop makes for it."""
    def __init__(self, inbox):
        self._inbox = inbox
    def _deliver(self, future):
        if future._state == "CANCELLED" and not self._inbox._closed:
            self._inbox._letters.append((_cancel_sent, (future,)))

def _begin_sent(coro, future):
    task = ensure_future(coro)
    _running()._sent.append((future, task))
    task.add_done_callback(_end_sent)

def _cancel_sent(future):
    for known, task in _running()._sent:
        if known is future:
            task.cancel()

def _end_sent(task):
    task._unretrieved = None
    sent = _running()._sent
    for entry in sent:
        if entry[1] is task:
            sent.remove(entry)
            _hand_over(entry[0], task)
            return

def _hand_over(future, task):
    callbacks = ()
    select "waits for {future}":
        when (future._state != "PENDING") "finds {future} cancelled":
            future._state = "CANCELLED_AND_NOTIFIED"
            future._tell_waiters()
        when True "hands its result to another thread":
            future._state = "CANCELLED_AND_NOTIFIED" if task.cancelled() else "FINISHED"
            future._result = task._outcome
            future._exception = task._error
            callbacks = future._settle()
            future._tell_waiters()
    future._call_back(callbacks)

def run_coroutine_threadsafe(coro, loop):
    """Has the loop run a coroutine, from another thread; the future of its result, to wait with."""
    if not iscoroutine(coro):
        raise TypeError("A coroutine object is required")
    future = _CallFuture("a coroutine", _Sender(loop._inbox))
    loop.call_soon_threadsafe(_begin_sent, coro, future)
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
