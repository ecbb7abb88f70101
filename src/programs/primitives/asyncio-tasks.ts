/** `asyncio`'s futures and tasks, and what waits for several of them. Sources: `Lib/asyncio/futures.py`, `tasks.py`, `timeouts.py`, `taskgroups.py` (3.12). */
const futures = `
class Future:
    """A result that will be there later."""
    def __init__(self, *, loop=None):
        _running()
        self._future_state = "PENDING"
        self._outcome = None
        self._error = None
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
        if self._error is not None:
            raise self._error
        return self._outcome
    def exception(self):
        """The exception that it ended with, or None."""
        if self._future_state == "CANCELLED":
            raise self._cancelled_error()
        if self._future_state == "PENDING":
            raise InvalidStateError("Exception is not set.")
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
    core = _running()
    future = Future()
    timer = core._call_later(delay, _set_if_pending, future, result)
    try:
        return await future
    finally:
        timer.cancel()
`;

const several = `
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
        if self._future_state != "PENDING":
            return
        if not self._return_exceptions:
            if child.cancelled():
                self.set_exception(child._cancelled_error())
                return
            if child._error is not None:
                self.set_exception(child._error)
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
    known = []
    finished = []
    for argument in coros_or_futures:
        child = None
        for entry in known:
            if entry[0] is argument:
                child = entry[1]
        if child is None:
            child = ensure_future(argument)
            known.append((argument, child))
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
        failed = not future.cancelled() and future._error is not None
        if self._count <= 0 or self._until == "FIRST_COMPLETED" or (self._until == "FIRST_EXCEPTION" and failed):
            if self._timer is not None:
                self._timer.cancel()
            _set_if_pending(self._waiter, None)

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

const timeouts = `
class Timeout:
    """Cancels the task's with-block when the time is up, and makes a TimeoutError of it."""
    def __init__(self, when):
        self._phase = "created"
        self._deadline = when
        self._timer = None
        self._timed_task = None
        self._requests = 0
    def __repr__(self):
        return f"<Timeout [{self._phase}]>"
    def when(self):
        """The deadline, by the loop's clock."""
        return self._deadline
    def reschedule(self, when):
        """Sets another deadline."""
        if self._phase == "created":
            raise RuntimeError("Timeout has not been entered")
        if self._phase != "active":
            raise RuntimeError(f"Cannot change state of {self._phase} Timeout")
        self._deadline = when
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if when is not None:
            core = _running()
            if when <= core._time():
                self._timer = core._call_soon(self._time_is_up)
            else:
                self._timer = core._call_later(when - core._time(), self._time_is_up)
    def expired(self):
        """Whether the time was up."""
        return self._phase in ("expiring", "expired")
    async def __aenter__(self):
        if self._phase != "created":
            raise RuntimeError("Timeout has already been entered")
        task = current_task()
        if task is None:
            raise RuntimeError("Timeout should be used inside a task")
        self._phase = "active"
        self._timed_task = task
        self._requests = task.cancelling()
        self.reschedule(self._deadline)
        return self
    async def __aexit__(self, exc_type, exc_val, exc_tb):
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._phase == "expiring":
            self._phase = "expired"
            if self._timed_task.uncancel() <= self._requests and exc_type is CancelledError:
                raise TimeoutError() from exc_val
        elif self._phase == "active":
            self._phase = "finished"
        return None
    def _time_is_up(self):
        self._timed_task.cancel()
        self._phase = "expiring"
        self._timer = None

def timeout(delay):
    """A with-block that may take so many seconds; None for as long as it likes."""
    return Timeout(None if delay is None else _running()._time() + delay)

def timeout_at(when):
    """A with-block that may take until then."""
    return Timeout(when)

async def _cancel_and_wait(future):
    waiter = Future()
    wake = _Waker(waiter)
    future.add_done_callback(wake._wake)
    try:
        future.cancel()
        await waiter
    finally:
        future.remove_done_callback(wake._wake)

class _Waker:
    def __init__(self, waiter):
        self._waiter = waiter
    def _wake(self, future):
        _set_if_pending(self._waiter, None)

async def wait_for(fut, timeout):
    """Waits for it, but not longer than that: then it is cancelled, and TimeoutError raised."""
    if timeout is not None and timeout <= 0:
        future = ensure_future(fut)
        if future.done():
            return future.result()
        await _cancel_and_wait(future)
        try:
            return future.result()
        except CancelledError as error:
            raise TimeoutError() from error
    async with Timeout(None if timeout is None else _running()._time() + timeout):
        return await fut
`;

const groups = `
class TaskGroup:
    """Tasks that end together: the first to fail cancels the others and the with-block."""
    def __init__(self):
        self._entered = False
        self._exiting = False
        self._aborting = False
        self._parent = None
        self._parent_cancelled = False
        self._members = []
        self._errors = []
        self._base_error = None
        self._all_done = None
    def __repr__(self):
        return "<TaskGroup entered>" if self._entered else "<TaskGroup>"
    async def __aenter__(self):
        if self._entered:
            raise RuntimeError(f"TaskGroup {self!r} has already been entered")
        self._parent = current_task()
        if self._parent is None:
            raise RuntimeError(f"TaskGroup {self!r} cannot determine the parent task")
        self._entered = True
        return self
    async def __aexit__(self, et, exc, tb):
        self._exiting = True
        if exc is not None and self._is_base_error(exc) and self._base_error is None:
            self._base_error = exc
        cancellation = exc if et is CancelledError else None
        if self._parent_cancelled:
            if self._parent.uncancel() == 0:
                cancellation = None
        if et is not None and not self._aborting:
            self._abort()
        while len(self._members) > 0:
            if self._all_done is None:
                self._all_done = Future()
            try:
                await self._all_done
            except CancelledError as error:
                if not self._aborting:
                    cancellation = error
                    self._abort()
            self._all_done = None
        if self._base_error is not None:
            raise self._base_error
        if cancellation is not None and len(self._errors) == 0:
            raise cancellation
        if et is not None and et is not CancelledError:
            self._errors.append(exc)
        if len(self._errors) > 0:
            raise BaseExceptionGroup("unhandled errors in a TaskGroup", self._errors)
    def create_task(self, coro, *, name=None, context=None):
        """Has the loop run a coroutine as a member of the group."""
        if not self._entered:
            raise RuntimeError(f"TaskGroup {self!r} has not been entered")
        if self._exiting and len(self._members) == 0:
            raise RuntimeError(f"TaskGroup {self!r} is finished")
        if self._aborting:
            raise RuntimeError(f"TaskGroup {self!r} is shutting down")
        task = create_task(coro, name=name)
        self._members.append(task)
        task.add_done_callback(self._one_done)
        return task
    def _is_base_error(self, error):
        return isinstance(error, (SystemExit, KeyboardInterrupt))
    def _abort(self):
        self._aborting = True
        for task in self._members[:]:
            if not task.done():
                task.cancel()
    def _one_done(self, task):
        if task in self._members:
            self._members.remove(task)
        if self._all_done is not None and len(self._members) == 0:
            _set_if_pending(self._all_done, True)
        if task.cancelled():
            return
        error = task.exception()
        if error is None:
            return
        self._errors.append(error)
        if self._is_base_error(error) and self._base_error is None:
            self._base_error = error
        if self._parent.done():
            return
        if not self._aborting and not self._parent_cancelled:
            self._abort()
            self._parent_cancelled = True
            self._parent.cancel()
`;

export const asyncioTasks = [futures, task, several, timeouts, groups].join("\n");
