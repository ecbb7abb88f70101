/** What cancels: time-outs and task groups. Sources: `Lib/asyncio/timeouts.py`, `tasks.py`, `taskgroups.py` (3.12). */
const timeouts = `
class Timeout:
    """Cancels the task's with-block when the time is up, and makes a TimeoutError of it."""
    def __init__(self, when, delay=None):
        self._phase = "created"
        self._deadline = when
        self._delay = delay
        self._timer = None
        self._timed_task = None
        self._requests = 0
    def __repr__(self):
        return f"<Timeout [{self._phase}]>"
    def when(self):
        """The deadline, by the loop's clock."""
        if self._delay is None:
            return self._deadline
        if not _timed():
            return self._delay
        if not isinstance(self._timer, TimerHandle):
            raise RuntimeError("when() of a time-out that does not run is not known here")
        return self._timer.when()
    def reschedule(self, when):
        """Sets another deadline."""
        if self._phase == "created":
            raise RuntimeError("Timeout has not been entered")
        if self._phase != "active":
            raise RuntimeError(f"Cannot change state of {self._phase} Timeout")
        self._set(when, None)
    def _set(self, when, delay):
        core = _running()
        self._deadline = when
        self._delay = delay
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if when is not None:
            delay = when - core._time()
        if delay is not None:
            if delay <= 0:
                self._timer = core._call_soon(self._time_is_up)
            else:
                self._timer = core._call_later(delay, self._time_is_up)
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
        self._set(self._deadline, self._delay)
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
    _running()
    return Timeout(None, delay)

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
    async with Timeout(None, timeout):
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

export const asyncioTimeouts = [timeouts, groups].join("\n");
