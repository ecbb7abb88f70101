/**
 * The event loop of `asyncio`: library code that runs inside the unit that called `asyncio.run`. Its queues are private
 * to that unit, so turning the loop is no step; the only steps are those of the tasks, the passing of time, and looking
 * for what other threads have sent. What a callback schedules runs in the next iteration (`base_events._run_once`).
 *
 * Time is what the loop chooses when it has nothing else to do: one timer fires, or all of the same delay together.
 * Where time is exact, each timer is an alarm of the unit, and the loop sleeps until the next one.
 */
const errors = `
from concurrent.futures import ThreadPoolExecutor as _Pool

class CancelledError(BaseException):
    """The task or future was cancelled."""

class InvalidStateError(Exception):
    """A future does not have, or has already, a result."""

class _LoopRegistry:
    pass
shared _loops = _LoopRegistry()

def _core():
    own = _tls(_loops)
    return own["core"] if "core" in own else None

def _running():
    core = _core()
    if core is None:
        raise RuntimeError("no running event loop")
    return core

def get_running_loop():
    """The loop that runs in this thread."""
    return _running()._loop

def get_event_loop():
    """The loop that runs in this thread."""
    core = _core()
    if core is None:
        raise RuntimeError("There is no current event loop in this thread.")
    return core._loop

def _get_running_loop():
    core = _core()
    return None if core is None else core._loop
`;

const handles = `
class Handle:
    """A call that the loop is going to make."""
    def __init__(self, callback, args):
        self._callback = callback
        self._args = args
        self._is_cancelled = False
    def cancel(self):
        """The call will not be made."""
        self._is_cancelled = True
    def cancelled(self):
        """Whether it will not be made."""
        return self._is_cancelled
    def _run(self):
        try:
            self._callback(*self._args)
        except (SystemExit, KeyboardInterrupt, AssertionError):
            raise
        except BaseException:
            pass

class TimerHandle(Handle):
    """A call that the loop is going to make later."""
    def __init__(self, alarm, delay, callback, args, label):
        super().__init__(callback, args)
        self._alarm = alarm
        self._delay = delay
        self._label = label
    def when(self):
        """The loop's time at which the call is due."""
        if not _timed():
            return self._delay
        if self._alarm is None:
            raise RuntimeError("when() of a timer that has gone off, or was cancelled, is not known here")
        return _now() + _left(self._alarm) / 1000000000
    def cancel(self):
        if not self._is_cancelled:
            self._is_cancelled = True
            core = _core()
            if core is not None and self in core._timers:
                core._take_out(self)
`;

const core = `
class _Inbox:
    def __init__(self):
        self._letters = []
        self._closed = False

class _Core:
    def __init__(self):
        self._inbox = _Inbox()
        self._loop = AbstractEventLoop(self._inbox)
        self._ready = []
        self._timers = []
        self._all_tasks = []
        self._current = None
        self._numbered = 0
        self._stopping = False
        self._busy = 0
        self._abroad = []
        self._sent = []
        self._default = None
    def _time(self):
        return _now() if _timed() else 0
    def _call_soon(self, callback, *args):
        handle = Handle(callback, args)
        self._ready.append(handle)
        return handle
    def _call_later(self, delay, callback, *args):
        who = "the loop" if self._current is None else self._current.get_name()
        label = f"{delay} s of {who}"
        timer = TimerHandle(_alarm(delay), delay, callback, args, label)
        self._timers.append(timer)
        return timer
    def _run_forever(self):
        while True:
            self._run_once()
            if self._stopping:
                break
    def _run_once(self):
        if len(self._ready) == 0:
            self._wait()
        else:
            if _is_shared(self._inbox) and not _alone():
                self._look()
            if _timed():
                self._fire_due()
            elif len(self._timers) > 0:
                self._busy += 1
                if self._busy > 16:
                    self._pass_time()
        todo = len(self._ready)
        while todo > 0:
            todo -= 1
            handle = self._ready.pop(0)
            if not handle._is_cancelled:
                handle._run()
    def _look(self):
        letters = self._inbox._letters
        select "looks for calls from other threads":
            when len(letters) > 0 "takes what other threads have sent":
                self._receive()
            when True "finds nothing from other threads":
                pass
    def _wait(self):
        letters = self._inbox._letters
        _waiting = "" if _clocked() and len(self._timers) > 0 else self._who_waits()
        select io "waits in its event loop: {_waiting}":
            when len(letters) > 0 and _waiting is not None "takes what other threads have sent":
                self._receive()
            after self._pause() "lets time pass":
                self._pass_time()
    def _receive(self):
        letters = self._inbox._letters[:]
        self._inbox._letters.clear()
        for callback, args in letters:
            if callback is None:
                self._settle(*args)
            else:
                self._call_soon(callback, *args)
    def _pause(self):
        if len(self._timers) == 0:
            return None
        return max(0, _soonest(self._timers)) / 1000000000 if _timed() else 0
    def _fire_due(self):
        for timer in _due(self._timers):
            self._fire(timer)
    def _pass_time(self):
        self._busy = 0
        if _timed():
            self._fire_due()
            return
        first = self._choose_timer()
        same = [timer for timer in self._timers if timer._delay == first._delay and timer is not first]
        self._fire(first)
        if len(same) > 0 and choose("alone", "together with the others") != "alone":
            for timer in same:
                self._fire(timer)
    def _choose_timer(self):
        labels = []
        for timer in self._timers:
            label = timer._label
            while label in labels:
                label += " again"
            labels.append(label)
        return self._timers[labels.index(choose(*labels))]
    def _fire(self, timer):
        self._take_out(timer)
        self._ready.append(timer)
    def _take_out(self, timer):
        self._timers.remove(timer)
        _disarm(timer._alarm)
        timer._alarm = None
    def _who_waits(self):
        places = [(task._task_name, _whereabouts(task._coro)) for task in self._all_tasks]
        return ", ".join([f"{name} {place}" for name, place in places if place is not None])
    def _run_until_complete(self, future):
        future.add_done_callback(_stop)
        self._stopping = False
        self._run_forever()
        if not future.done():
            raise RuntimeError("Event loop stopped before Future completed.")
        return future.result()
    def _next_name(self):
        self._numbered += 1
        return f"Task-{self._numbered}"
    def _settle(self, number, source):
        for entry in self._abroad:
            if entry[0] == number:
                self._abroad.remove(entry)
                _copy_outcome(source, entry[1])
                return
    def _number(self):
        number = 0
        while number in [entry[0] for entry in self._abroad]:
            number += 1
        return number
    def _expect(self, number, source):
        target = Future()
        target.add_done_callback(_Abandoner(source)._check)
        self._abroad.append((number, target))
        return target
    def _shut_down(self):
        pending = [task for task in self._all_tasks]
        if len(pending) > 0:
            for task in pending:
                task.cancel()
            everything = gather(*pending, return_exceptions=True)
            everything._retrieves = False
            self._run_until_complete(everything)
        if self._default is not None:
            self._shut_down_default(self._default)
    def _shut_down_default(self, pool):
        pool.shutdown(wait=False)
        letters = self._inbox._letters
        over = False
        while not over:
            select "waits until the threads of its default executor are done":
                when len(letters) > 0 "takes what other threads have sent":
                    self._receive()
                when pool._is_over() "finds the threads of its default executor done":
                    over = True
            while len(self._ready) > 0:
                self._run_once()

def _stop(future):
    _core()._stopping = True
`;

const loop = `
class AbstractEventLoop:
    """What a program sees of its event loop."""
    def __init__(self, inbox):
        self._inbox = inbox
    def _mine(self):
        core = _core()
        if core is None or core._loop is not self:
            raise RuntimeError("Non-thread-safe operation invoked on an event loop other than the current one")
        return core
    def create_task(self, coro, *, name=None, context=None):
        """Schedules a coroutine to run as a task."""
        self._mine()
        return create_task(coro, name=name)
    def create_future(self):
        """A future of this loop."""
        self._mine()
        return Future()
    def call_soon(self, callback, *args, context=None):
        """Has the loop call it in the next iteration."""
        return self._mine()._call_soon(callback, *args)
    def call_later(self, delay, callback, *args, context=None):
        """Has the loop call it after so many seconds."""
        if delay is None:
            raise TypeError("delay must not be None")
        return self._mine()._call_later(delay, callback, *args)
    def call_at(self, when, callback, *args, context=None):
        """Has the loop call it at that time of its clock."""
        core = self._mine()
        return core._call_later(when - core._time(), callback, *args)
    def call_soon_threadsafe(self, callback, *args, context=None):
        """Has the loop call it, from whatever thread."""
        letter = (callback, args)
        select "waits for the event loop":
            when self._inbox._closed "finds the event loop closed":
                raise RuntimeError("Event loop is closed")
            when True "sends a call to the event loop":
                self._inbox._letters.append(letter)
    def run_in_executor(self, executor, func, *args):
        """Calls a function in a thread of the executor, or of the default one; a future of its result."""
        return _call_abroad(self._mine(), executor, func, args, {})
    def set_default_executor(self, executor):
        """What run_in_executor(None, …) and to_thread use."""
        if not isinstance(executor, _Pool):
            raise TypeError("executor must be ThreadPoolExecutor instance")
        self._mine()._default = executor
    def time(self):
        """The loop's clock, in seconds."""
        return self._mine()._time()
    def is_running(self):
        """Whether it runs in this thread."""
        core = _core()
        return core is not None and core._loop is self
    def is_closed(self):
        """Whether it has ended for good."""
        return self._inbox._closed
    def get_debug(self):
        return False
    def set_debug(self, enabled):
        pass
    def set_exception_handler(self, handler):
        pass
    def stop(self):
        """Ends the loop after this iteration."""
        self._mine()._stopping = True

def run(main, *, debug=None, loop_factory=None):
    """Runs the coroutine in a new event loop; then cancels what is left, and closes the loop."""
    if _core() is not None:
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    if not iscoroutine(main):
        raise ValueError(f"a coroutine was expected, got {main!r}")
    return _run(main)

def _run(main):
    core = _Core()
    own = _tls(_loops)
    own["core"] = core
    try:
        try:
            return core._run_until_complete(Task(main, None))
        finally:
            core._shut_down()
    finally:
        core._inbox._closed = True
        del own["core"]
`;

export const asyncioLoop = [errors, handles, core, loop].join("\n");
