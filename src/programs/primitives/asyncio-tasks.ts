/** What waits for several tasks of `asyncio`, or shields one. Source: `Lib/asyncio/tasks.py` (3.12). */
export const asyncioTasks = `
const FIRST_COMPLETED = "FIRST_COMPLETED"
const FIRST_EXCEPTION = "FIRST_EXCEPTION"
const ALL_COMPLETED = "ALL_COMPLETED"

class _Gathering(Future):
    def __init__(self, return_exceptions):
        super().__init__()
        self._return_exceptions = return_exceptions
        self._children = []
        self._left = 0
        self._cancel_requested = False
        self._begun = False
        self._retrieves = True
    def cancel(self, msg=None):
        if self._future_state != "PENDING":
            return False
        any_cancelled = False
        for child in self._children:
            if child.cancel(msg):
                any_cancelled = True
        if any_cancelled:
            self._cancel_requested = True
        return any_cancelled
    def _child_done(self, child):
        self._left -= 1
        failure = child._unretrieved
        if self._retrieves:
            child._unretrieved = None
        if self._future_state != "PENDING":
            return
        if not self._return_exceptions:
            if child.cancelled():
                self.set_exception(child._cancelled_error())
                return
            if child._error is not None:
                self.set_exception(child._error)
                if failure is not None:
                    self._unretrieved = failure
                return
        if self._left == 0:
            if self._cancel_requested:
                self.set_exception(child._cancelled_error())
            else:
                self.set_result([_result_or_error(each) for each in self._children])

def _result_or_error(future):
    if future.cancelled():
        return CancelledError("" if future._message is None else future._message)
    return future._outcome if future._error is None else future._error

def gather(*coros_or_futures, return_exceptions=False):
    """Runs them all; a list of their results in this order, or the first exception."""
    _running()
    outer = _Gathering(return_exceptions)
    if len(coros_or_futures) == 0:
        outer.set_result([])
        return outer
    finished = []
    for place, argument in enumerate(coros_or_futures):
        first = coros_or_futures.index(argument)
        if first < place:
            child = outer._children[first]
        else:
            child = ensure_future(argument)
            outer._left += 1
            if child.done():
                finished.append(child)
            else:
                child.add_done_callback(outer._child_done)
        outer._children.append(child)
    for child in finished:
        outer._child_done(child)
    return outer

class _Several:
    def __init__(self, futures, return_when):
        self._count = len(futures)
        self._until = return_when
        self._waiter = Future()
        self._timer = None
    def _one_done(self, future):
        self._count -= 1
        if self._count <= 0 or self._until == "FIRST_COMPLETED" or self._is_failure(future):
            if self._timer is not None:
                self._timer.cancel()
            _set_if_pending(self._waiter, None)
    def _is_failure(self, future):
        return self._until == "FIRST_EXCEPTION" and not future.cancelled() and future.exception() is not None

async def wait(fs, *, timeout=None, return_when="ALL_COMPLETED"):
    """Waits for tasks; two sets: those that are done, those that are not. Raises nothing, cancels nothing."""
    if isinstance(fs, Future) or iscoroutine(fs):
        raise TypeError(f"expect a list of futures, not {type(fs).__name__}")
    futures = []
    for future in fs:
        if future not in futures:
            futures.append(future)
    if len(futures) == 0:
        raise ValueError("Set of Tasks/Futures is empty.")
    if return_when not in ("FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"):
        raise ValueError(f"Invalid return_when value: {return_when}")
    for future in futures:
        if iscoroutine(future):
            raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
    waiting = _Several(futures, return_when)
    if timeout is not None:
        waiting._timer = _running()._call_later(timeout, _set_if_pending, waiting._waiter, None)
    for future in futures:
        future.add_done_callback(waiting._one_done)
    try:
        await waiting._waiter
    finally:
        if waiting._timer is not None:
            waiting._timer.cancel()
        for future in futures:
            future.remove_done_callback(waiting._one_done)
    return {future for future in futures if future.done()}, {future for future in futures if not future.done()}

class _Completions:
    def __init__(self, futures):
        self._finished = Queue()
        self._todo = futures
        self._timer = None
    def _one_done(self, future):
        if len(self._todo) == 0:
            return
        self._todo.remove(future)
        self._finished.put_nowait(future)
        if len(self._todo) == 0 and self._timer is not None:
            self._timer.cancel()
    def _time_is_up(self):
        for future in self._todo:
            future.remove_done_callback(self._one_done)
            self._finished.put_nowait(None)
        self._todo = []
    async def _next(self):
        future = await self._finished.get()
        if future is None:
            raise TimeoutError()
        return future.result()

def as_completed(fs, *, timeout=None):
    """Coroutines that give the results one after the other, the earliest first."""
    if isinstance(fs, Future) or iscoroutine(fs):
        raise TypeError(f"expect an iterable of futures, not {type(fs).__name__}")
    futures = []
    for each in fs:
        future = ensure_future(each)
        if future not in futures:
            futures.append(future)
    completions = _Completions(futures)
    count = len(futures)
    for future in futures[:]:
        future.add_done_callback(completions._one_done)
    if count > 0 and timeout is not None:
        completions._timer = _running()._call_later(timeout, completions._time_is_up)
    for number in range(count):
        yield completions._next()

class _Shield:
    def __init__(self, inner, outer):
        self._inner = inner
        self._outer = outer
    def _inner_done(self, inner):
        inner._unretrieved = None
        if self._outer.cancelled():
            return
        if inner.cancelled():
            self._outer.cancel()
        elif inner._error is not None:
            self._outer.set_exception(inner._error)
        else:
            self._outer.set_result(inner._outcome)
    def _outer_done(self, outer):
        if not self._inner.done():
            self._inner.remove_done_callback(self._inner_done)

def shield(arg):
    """Waits for it; who waits can be cancelled without cancelling it."""
    inner = ensure_future(arg)
    if inner.done():
        return inner
    guard = _Shield(inner, Future())
    inner.add_done_callback(guard._inner_done)
    guard._outer.add_done_callback(guard._outer_done)
    return guard._outer
`;
