/** `asyncio`'s futures, and tasks: the coroutines that the loop runs step by step. Sources: `Lib/asyncio/futures.py`, `tasks.py` (3.12). */
const futures = `
class Future:
    """A result that will be there later."""
    def __init__(self, *, loop=None):
        _running()
        self._future_state = "PENDING"
        self._outcome = None
        self._error = None
        self._unretrieved = None
        self._callbacks = []
        self._is_awaited = False
        self._message = None
    def __repr__(self):
        return f"<{type(self).__name__} {self._future_state.lower()}>"
    def get_loop(self):
        """The loop that it belongs to."""
        return get_running_loop()
    def cancelled(self):
        """Whether it was cancelled."""
        return self._future_state == "CANCELLED"
    def done(self):
        """Whether it has a result or an exception, or was cancelled."""
        return self._future_state != "PENDING"
    def cancel(self, msg=None):
        """Cancels it, unless it is done; says whether it did."""
        if self._future_state != "PENDING":
            return False
        self._future_state = "CANCELLED"
        self._message = msg
        self._call_back()
        return True
    def _cancelled_error(self):
        return CancelledError() if self._message is None else CancelledError(self._message)
    def _call_back(self):
        callbacks = self._callbacks
        self._callbacks = []
        core = _running()
        for callback in callbacks:
            core._call_soon(callback, self)
    def result(self):
        """The result; or raises the exception, or CancelledError."""
        if self._future_state == "CANCELLED":
            raise self._cancelled_error()
        if self._future_state == "PENDING":
            raise InvalidStateError("Result is not set.")
        self._unretrieved = None
        if self._error is not None:
            raise self._error
        return self._outcome
    def exception(self):
        """The exception that it ended with, or None."""
        if self._future_state == "CANCELLED":
            raise self._cancelled_error()
        if self._future_state == "PENDING":
            raise InvalidStateError("Exception is not set.")
        self._unretrieved = None
        return self._error
    def add_done_callback(self, fn, *, context=None):
        """Has the loop call fn(self) when it is done."""
        if self._future_state == "PENDING":
            self._callbacks.append(fn)
        else:
            _running()._call_soon(fn, self)
    def remove_done_callback(self, fn):
        """Takes a callback back; says how often it was there."""
        kept = [callback for callback in self._callbacks if callback != fn]
        removed = len(self._callbacks) - len(kept)
        self._callbacks = kept
        return removed
    def set_result(self, result):
        """It is done, with this result."""
        if self._future_state != "PENDING":
            raise InvalidStateError("invalid state")
        self._outcome = result
        self._future_state = "FINISHED"
        self._call_back()
    def set_exception(self, exception):
        """It is done, with this exception."""
        if self._future_state != "PENDING":
            raise InvalidStateError("invalid state")
        if isinstance(exception, type):
            exception = exception()
        if isinstance(exception, StopIteration):
            raise TypeError("StopIteration interacts badly with generators and cannot be raised into a Future")
        self._error = exception
        self._unretrieved = _failure(self, exception)
        self._future_state = "FINISHED"
        self._call_back()
    def __await__(self):
        if self._future_state == "PENDING":
            self._is_awaited = True
            yield self
        if self._future_state == "PENDING":
            raise RuntimeError("await wasn't used with future")
        return self.result()
    def __iter__(self):
        return self.__await__()

def _set_if_pending(future, result):
    if future._future_state == "PENDING":
        future.set_result(result)

class _Bare:
    def __await__(self):
        yield
`;

const task = `
class Task(Future):
    """A coroutine that the loop runs."""
    def __init__(self, coro, name=None, *, loop=None, context=None, eager_start=False):
        if not iscoroutine(coro):
            raise TypeError(f"a coroutine was expected, got {coro!r}")
        super().__init__()
        core = _running()
        self._coro = coro
        self._function = _coroutine_name(coro)
        self._task_name = core._next_name() if name is None else str(name)
        self._cancels = 0
        self._must_cancel = False
        self._waits_for = None
        core._all_tasks.append(self)
        core._call_soon(self._step)
    def __repr__(self):
        return f"<Task {self._future_state.lower()} name={self._task_name!r}>"
    def get_coro(self):
        """The coroutine."""
        return self._coro
    def get_name(self):
        """A name to know it by."""
        return self._task_name
    def set_name(self, value):
        """Gives it another name."""
        self._task_name = str(value)
    def set_result(self, result):
        raise RuntimeError("Task does not support set_result operation")
    def set_exception(self, exception):
        raise RuntimeError("Task does not support set_exception operation")
    def cancel(self, msg=None):
        """Asks it to stop: CancelledError is raised in it when it runs next."""
        if self._future_state != "PENDING":
            return False
        self._cancels += 1
        if self._waits_for is not None:
            if self._waits_for.cancel(msg):
                return True
        self._must_cancel = True
        self._message = msg
        return True
    def cancelling(self):
        """How many requests to cancel it have not been taken back."""
        return self._cancels
    def uncancel(self):
        """Takes one request back; says how many are left."""
        if self._cancels > 0:
            self._cancels -= 1
        return self._cancels
    def _step(self, error=None):
        core = _running()
        if self._must_cancel:
            if not isinstance(error, CancelledError):
                error = self._cancelled_error()
            self._must_cancel = False
        self._waits_for = None
        before = core._current
        core._current = self
        try:
            awaited = self._coro.send(None) if error is None else self._coro.throw(error)
        except StopIteration as stop:
            if self._must_cancel:
                self._must_cancel = False
                super().cancel(self._message)
            else:
                super().set_result(stop.value)
        except CancelledError as cancelled:
            super().cancel(cancelled.args[0] if cancelled.args else None)
        except (KeyboardInterrupt, SystemExit) as exit:
            super().set_exception(exit)
            raise
        except BaseException as exception:
            super().set_exception(exception)
        else:
            self._wait_for(core, awaited)
        core._current = before
        if self._future_state != "PENDING" and self in core._all_tasks:
            core._all_tasks.remove(self)
    def _wait_for(self, core, awaited):
        if awaited is None:
            core._call_soon(self._step)
        elif not isinstance(awaited, Future):
            core._call_soon(self._step, RuntimeError(f"Task got bad yield: {awaited!r}"))
        elif awaited is self:
            core._call_soon(self._step, RuntimeError(f"Task cannot await on itself: {self!r}"))
        elif not awaited._is_awaited:
            core._call_soon(self._step, RuntimeError("yield was used instead of yield from"))
        else:
            awaited._is_awaited = False
            awaited.add_done_callback(self._wake)
            self._waits_for = awaited
            if self._must_cancel and awaited.cancel(self._message):
                self._must_cancel = False
    def _wake(self, future):
        try:
            future.result()
        except BaseException as exception:
            self._step(exception)
        else:
            self._step()

def create_task(coro, *, name=None, context=None):
    """Has the loop run a coroutine; it does not begin before the next await that waits."""
    _running()
    return Task(coro, name)

def current_task(loop=None):
    """The task that runs, None in a callback."""
    return _running()._current

def all_tasks(loop=None):
    """The tasks that are not done."""
    return set(_running()._all_tasks)

def iscoroutine(obj):
    """Whether it is a coroutine object."""
    return _form(obj) == "coroutine"

def iscoroutinefunction(func):
    """Whether it is an async def."""
    return _form(func) == "coroutine function"

def isfuture(obj):
    """Whether it is a future or a task."""
    return isinstance(obj, Future)

def ensure_future(coro_or_future, *, loop=None):
    """The future itself; a coroutine as a task."""
    if isinstance(coro_or_future, Future):
        return coro_or_future
    if iscoroutine(coro_or_future):
        return create_task(coro_or_future)
    if hasattr(coro_or_future, "__await__"):
        return create_task(_awaiting(coro_or_future))
    raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")

async def _awaiting(awaitable):
    return await awaitable

async def sleep(delay, result=None):
    """Lets others run, until so many seconds have passed; 0 for one iteration of the loop."""
    if delay <= 0:
        await _Bare()
        return result
    future = Future()
    timer = _running()._call_later(delay, _set_if_pending, future, result)
    try:
        return await future
    finally:
        timer.cancel()
`;

export const asyncioFutures = [futures, task].join("\n");
