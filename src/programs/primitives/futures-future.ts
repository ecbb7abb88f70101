/**
 * `concurrent.futures.Future`: the result of a call that runs elsewhere, in whatever kind of worker. CPython guards each
 * operation with the future's own lock, so each is one step; only callbacks run after it, without the lock.
 * Source: `Lib/concurrent/futures/_base.py` (3.12).
 *
 *   PENDING ─ a worker begins it ─→ RUNNING ─→ FINISHED
 *      └─ cancel() ─→ CANCELLED ─ a worker drops it ─→ CANCELLED_AND_NOTIFIED   (only now do wait and as_completed see it)
 *
 * `_task` names the call in reports, `_runner` is the unit that runs it. `_waiters` (of as_completed) and `_messenger`
 * (of an event loop) are told in the very step in which the future is done.
 */
export const future = `
class Error(Exception):
    """What futures raise."""

class CancelledError(Error):
    """The future was cancelled."""

class InvalidStateError(Error):
    """The future does not allow this in its state."""

class Future:
    """The result of a call that runs elsewhere."""
    def __init__(self, _task=None, _messenger=None):
        self._state = "PENDING"
        self._result = None
        self._exception = None
        self._task = _task
        self._runner = None
        self._callbacks = ()
        self._waiters = ()
        self._messenger = _messenger
    def __repr__(self):
        select "waits for {self}":
            when True "looks at {self}":
                return self._text()
    def _text(self):
        text = f"<Future state={_described[self._state]}"
        if self._state == "FINISHED" and self._exception is not None:
            text += f" raised {type(self._exception).__name__}"
        elif self._state == "FINISHED":
            text += f" returned {type(self._result).__name__}"
        return text + ">"
    def _is_cancelled(self):
        return self._state == "CANCELLED" or self._state == "CANCELLED_AND_NOTIFIED"
    def _is_seen_done(self):
        return self._state == "FINISHED" or self._state == "CANCELLED_AND_NOTIFIED"
    def cancel(self):
        """Cancels the call if it has not begun; says whether it is cancelled."""
        select "waits for {self}":
            when (self._state == "PENDING") "cancels {self}":
                self._state = "CANCELLED"
                callbacks = self._settle()
            when self._is_cancelled() "cancels {self} again":
                return True
            when True "cannot cancel {self}: {self._state}":
                return False
        self._call_back(callbacks)
        return True
    def cancelled(self):
        """Whether it was cancelled."""
        select "waits for {self}":
            when True "looks whether {self} is cancelled":
                return self._is_cancelled()
    def running(self):
        """Whether the call runs."""
        select "waits for {self}":
            when True "looks whether {self} is running":
                return self._state == "RUNNING"
    def done(self):
        """Whether the call is over, or was cancelled."""
        select "waits for {self}":
            when True "looks whether {self} is done":
                return self._state == "FINISHED" or self._is_cancelled()
    def result(self, timeout=None):
        """Waits for the result; raises what the call raised, CancelledError, or TimeoutError when the time is up."""
        select "waits for the result of {self} ({self._state})":
            when (self._state == "FINISHED") "has the result of {self}":
                exception = self._exception
                result = self._result
            when self._is_cancelled() "finds {self} cancelled":
                raise CancelledError()
            when timeout is not None and timeout <= 0 "has no result of {self} yet":
                raise TimeoutError()
            after timeout "gives up on {self}":
                raise TimeoutError()
        if exception is not None:
            raise exception
        return result
    def exception(self, timeout=None):
        """Waits for the end of the call; what it raised, or None."""
        select "waits for the end of {self} ({self._state})":
            when (self._state == "FINISHED") "asks for the exception of {self}":
                return self._exception
            when self._is_cancelled() "finds {self} cancelled":
                raise CancelledError()
            when timeout is not None and timeout <= 0 "has no result of {self} yet":
                raise TimeoutError()
            after timeout "gives up on {self}":
                raise TimeoutError()
    def add_done_callback(self, fn):
        """Has fn(self) called when it is done, by whoever makes it so; at once if it is done already."""
        select "waits for {self}":
            when (self._state == "PENDING" or self._state == "RUNNING") "adds a callback to {self}":
                self._callbacks = self._callbacks + (fn,)
                return
            when True "adds a callback to {self}, which is done":
                pass
        self._call_back((fn,))
    def set_running_or_notify_cancel(self):
        """For executors: the call begins. False: it was cancelled."""
        select "waits for {self}":
            when True "begins {self}":
                return self._begin()
    def set_result(self, result):
        """For executors: the call has returned this."""
        select "waits for {self}":
            when self._state == "FINISHED" or self._is_cancelled() "finds {self} done":
                raise InvalidStateError(f"{self._state}: {self._text()}")
            when True "finishes {self}":
                self._result = result
                self._state = "FINISHED"
                callbacks = self._settle()
        self._call_back(callbacks)
    def set_exception(self, exception):
        """For executors: the call has raised this."""
        select "waits for {self}":
            when self._state == "FINISHED" or self._is_cancelled() "finds {self} done":
                raise InvalidStateError(f"{self._state}: {self._text()}")
            when True "ends {self} with an exception":
                self._exception = exception
                self._state = "FINISHED"
                callbacks = self._settle()
        self._call_back(callbacks)
    def _begin(self):
        if self._state == "PENDING":
            self._state = "RUNNING"
            self._runner = _me()
            return True
        if self._state != "CANCELLED":
            raise RuntimeError("Future in unexpected state")
        self._state = "CANCELLED_AND_NOTIFIED"
        self._tell_waiters()
        return False
    def _settle(self):
        self._runner = None
        if self._state == "FINISHED":
            self._tell_waiters()
        if self._messenger is not None:
            self._messenger._deliver(self)
            self._messenger = None
        callbacks = self._callbacks
        self._callbacks = ()
        return callbacks
    def _tell_waiters(self):
        for waiter in self._waiters:
            waiter._arrived = waiter._arrived + (self,)
        self._waiters = ()
    def _call_back(self, callbacks):
        for callback in callbacks:
            try:
                callback(self)
            except AssertionError:
                raise
            except Exception:
                pass

const _described = {
    "PENDING": "pending",
    "RUNNING": "running",
    "CANCELLED": "cancelled",
    "CANCELLED_AND_NOTIFIED": "cancelled",
    "FINISHED": "finished",
}
`;
