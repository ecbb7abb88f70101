/**
 * `ProcessPoolExecutor`. A thread of the pool receives what the workers, which are processes, send back, and makes the
 * futures done: so callbacks run in it. Source: `Lib/concurrent/futures/process.py` (3.12).
 *
 * Calls are pickled when they are submitted. A call counts as running from the moment at which it is on its way to the
 * workers: as many as there are workers, and one more, may be so far. When that was is decided only when somebody asks.
 * Workers that have not done anything yet are alike, so the first of them begins the next call, or any that has.
 * A worker is never expected to end: if it does (`os._exit`, `terminate`, a failing initializer), the pool is broken.
 */
const workers = `
from multiprocessing import _start_worker, get_start_method

class BrokenProcessPool(BrokenExecutor):
    """A worker has gone."""

class _Calls:
    """What a pool and its workers have in common: (future, pickled call), (future, worker, whether it went well, pickled result)."""
    _common = True
    def __init__(self, ordered):
        self._ordered = ordered
        self._tasks = ()
        self._results = ()
        self._pending = ()
        self._fresh = 0
        self._closed = False
        self._retired = ()
    def _is_over(self):
        return self._closed and len(self._pending) == 0
    def _has_one_for(self, number, fresh):
        if len(self._tasks) == 0 or self._tasks[0][0]._is_cancelled():
            return False
        return not (fresh and self._ordered and number != self._fresh)
    def _take(self, fresh):
        task = self._tasks[0]
        self._tasks = self._tasks[1:]
        if fresh and self._ordered:
            self._fresh += 1
        task[0]._state = "RUNNING"
        task[0]._runner = _me()
        return task
    def _return(self, future, number, well, packed, left):
        select "waits for the pool":
            when True "returns the result of {future}":
                self._results = self._results + ((future, number, well, packed),)
                if left == 0:
                    self._retired = self._retired + (number,)

def _serve_calls(calls, number, initializer, initargs, left):
    if initializer is not None:
        try:
            initializer(*initargs)
        except AssertionError:
            raise
        except BaseException:
            return
    fresh = True
    while left != 0:
        select resting "waits for a call":
            when calls._has_one_for(number, fresh) "begins {calls._tasks.0.0}":
                future, packed = calls._take(fresh)
            when calls._is_over() "has no more to do":
                return
        fresh = False
        if left is not None:
            left -= 1
        try:
            function, args, kwargs = _unpickle(packed)
            packed = None
            result = function(*args, **kwargs)
            well = True
        except BaseException as error:
            result = error
            well = False
        try:
            packed = _pickle(result)
        except Exception as error:
            well = False
            packed = _pickle(error)
        result = None
        calls._return(future, number, well, packed, left)
        future = None
        packed = None
`;

const results = `
class _RemoteFuture(Future):
    def cancel(self):
        """Cancels the call if it is not on its way to the workers; says whether it is cancelled."""
        self._find_out()
        return super().cancel()
    def running(self):
        """Whether the call runs, or is on its way to the workers."""
        self._find_out()
        return super().running()
    def __repr__(self):
        self._find_out()
        return super().__repr__()
    def _find_out(self):
        select "waits for {self}":
            when self._state == "PENDING" and self._pool._reaches(self) "looks whether {self} is on its way":
                if choose(True, False):
                    self._pool._send_up_to(self)
            when True "looks whether {self} is on its way":
                pass

def _run_chunk(fn, chunk):
    return [fn(*args) for args in chunk]

def _one_by_one(chunks):
    for chunk in chunks:
        for result in chunk:
            yield result
`;

const pool = `
class ProcessPoolExecutor(Executor):
    """A pool of processes: so many workers take calls from one queue."""
    _unpicklable = "_thread.lock"
    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), *, max_tasks_per_child=None):
        if max_workers is None:
            max_workers = 4
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        self._method = "spawn" if mp_context is None and max_tasks_per_child is not None else getattr(mp_context, "_way", None)
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        if max_tasks_per_child is not None:
            if not isinstance(max_tasks_per_child, int):
                raise TypeError("max_tasks_per_child must be an integer")
            if max_tasks_per_child <= 0:
                raise ValueError("max_tasks_per_child must be >= 1")
        self._forks = (self._method or get_start_method()) == "fork"
        if self._forks and max_tasks_per_child is not None:
            raise ValueError("max_tasks_per_child is incompatible with the 'fork' multiprocessing start method; supply a different mp_context.")
        self._max_workers = max_workers
        self._initial = (initializer, tuple(initargs), max_tasks_per_child)
        self._calls = _Calls(initializer is None)
        self._first = None
        self._workers = ()
        self._begun = 0
        self._idle = 0
        self._manager = None
        self._broken = None
        self._cancelling = False
    def submit(self, fn, *args, **kwargs):
        return self._submit(fn, args, kwargs, None)
    def _submit(self, fn, args, kwargs, messenger):
        return self._hand_in(_RemoteFuture(_call_text(fn, args), messenger), fn, args, kwargs)
    def map(self, fn, *iterables, timeout=None, chunksize=1):
        """Submits all calls at once, so many at a time for one worker; gives their results in the order of the input."""
        if chunksize < 1:
            raise ValueError("chunksize must be >= 1.")
        if chunksize == 1:
            return super().map(fn, *iterables, timeout=timeout)
        deadline = None if timeout is None else _now() + timeout
        calls = list(zip(*iterables))
        futures = []
        for i in range(0, len(calls), chunksize):
            chunk = calls[i:i + chunksize]
            future = _RemoteFuture(", ".join([_call_text(fn, args) for args in chunk]))
            futures.append(self._hand_in(future, _run_chunk, (fn, chunk), {}))
        return _one_by_one(_results(futures, timeout, deadline))
    def _hand_in(self, future, fn, args, kwargs):
        future._pool = self
        select "waits for {self}":
            when self._broken is not None "finds {self} broken":
                raise BrokenProcessPool(self._broken)
            when self._calls._closed "finds {self} shut down":
                raise RuntimeError("cannot schedule new futures after shutdown")
            when _exiting() "finds the main thread over":
                raise RuntimeError("cannot schedule new futures after interpreter shutdown")
            when True "submits {future} to {self}":
                calls = self._calls
                calls._pending = calls._pending + (future,)
                try:
                    calls._tasks = calls._tasks + ((future, _pickle((fn, args, kwargs))),)
                except Exception as error:
                    future._state = "RUNNING"
                    calls._results = calls._results + ((future, None, False, _pickle(error)),)
                if self._manager is None:
                    self._first = future
                    if _process() >= 0:
                        _pools.open.append(self)
                    while self._forks and len(self._workers) < self._max_workers:
                        self._add_worker()
                    self._manager = _spawn(self._manage, (), {}, "Thread-pool", False)
                if not self._forks:
                    self._grow()
        return future
    def _grow(self):
        if self._idle > 0:
            self._idle -= 1
        elif len(self._workers) < self._max_workers:
            self._add_worker()
    def _add_worker(self):
        initializer, initargs, tasks = self._initial
        args = (self._calls, self._begun, initializer, initargs, tasks)
        self._workers = self._workers + ((self._begun, _start_worker(self._method, _serve_calls, args)),)
        self._begun += 1
    def _reaches(self, future):
        """Whether the call may be on its way to the workers."""
        for place, task in enumerate(self._calls._tasks):
            if task[0] is future:
                return place <= self._max_workers
        return False
    def _send_up_to(self, future):
        for task in self._calls._tasks:
            task[0]._state = "RUNNING"
            if task[0] is future:
                break
    def _cancelled_in_reach(self):
        for future, packed in self._calls._tasks[:self._max_workers + 1]:
            if future._is_cancelled():
                return future
    def _manage(self):
        calls = self._calls
        while True:
            done = ()
            select resting "waits for results":
                when len(calls._results) > 0 "receives the result of {calls._results.0.0}":
                    done = (self._receive(),)
                when self._cancelling "cancels the calls that have not begun":
                    self._cancelling = False
                    done = self._cancel_rest()
                when self._cancelled_in_reach() is not None "drops a cancelled call":
                    self._drop(self._cancelled_in_reach())
                when self._has_retired() "replaces a worker":
                    self._replace()
                when self._has_lost_one() "finds a worker gone":
                    done = self._break()
                when calls._is_over() and self._has_no_workers() "has joined the workers":
                    return
            for future, callbacks in done:
                future._call_back(callbacks)
    def _receive(self):
        calls = self._calls
        future, number, well, packed = calls._results[0]
        calls._results = calls._results[1:]
        calls._pending = tuple([other for other in calls._pending if other is not future])
        if not self._forks and number is not None and number not in calls._retired:
            self._idle += 1
        if well:
            future._result = _unpickle(packed)
        else:
            future._exception = _unpickle(packed)
        future._state = "FINISHED"
        return (future, future._settle())
    def _cancel_rest(self):
        calls = self._calls
        if len(calls._tasks) == 0:
            return ()
        sent = len([task for task in calls._tasks if task[0]._state == "RUNNING"])
        if sent == 0 and calls._tasks[0][0] is self._first:
            sent = 1
        sent = choose(*range(sent, max(sent, min(len(calls._tasks), self._max_workers + 1)) + 1))
        done = ()
        for place, task in enumerate(calls._tasks):
            if place < sent:
                task[0]._state = "RUNNING"
            else:
                calls._pending = tuple([other for other in calls._pending if other is not task[0]])
                if task[0]._state == "PENDING":
                    task[0]._state = "CANCELLED"
                    done = done + ((task[0], task[0]._settle()),)
        calls._tasks = calls._tasks[:sent]
        return done
    def _drop(self, cancelled):
        calls = self._calls
        for task in calls._tasks:
            if task[0] is cancelled:
                break
            task[0]._state = "RUNNING"
        cancelled._begin()
        calls._tasks = tuple([task for task in calls._tasks if task[0] is not cancelled])
        calls._pending = tuple([future for future in calls._pending if future is not cancelled])
    def _gone(self):
        return [number for number, worker in self._workers if _exit_code(worker._unit) is not None]
    def _has_retired(self):
        return any([number in self._calls._retired for number in self._gone()])
    def _replace(self):
        gone = self._gone()
        self._workers = tuple([entry for entry in self._workers if entry[0] not in gone or entry[0] not in self._calls._retired])
        if not self._calls._is_over():
            self._grow()
    def _has_lost_one(self):
        return not self._calls._is_over() and len(self._gone()) > 0
    def _has_no_workers(self):
        return len(self._gone()) == len(self._workers)
    def _break(self):
        calls = self._calls
        self._broken = "A child process terminated abruptly, the process pool is not usable anymore"
        lost = [future for future in calls._pending if not future._is_cancelled()]
        calls._closed = True
        calls._tasks = ()
        calls._pending = ()
        for number, worker in self._workers:
            if _exit_code(worker._unit) is None:
                _kill(worker._unit, 15)
        for future in lost:
            future._exception = BrokenProcessPool("A process in the process pool was terminated abruptly while the future was running or pending.")
            future._state = "FINISHED"
        return tuple([(future, future._settle()) for future in lost])
    def shutdown(self, wait=True, *, cancel_futures=False):
        """No more calls. wait: until all are done and the workers have ended; cancel_futures: those that have not begun are cancelled."""
        select "waits for {self}":
            when True "shuts down {self}":
                self._calls._closed = True
                if cancel_futures:
                    self._cancelling = True
        if wait:
            select "waits until the workers of {self} are done":
                when _me() == self._manager "waits for itself":
                    raise RuntimeError("cannot join current thread")
                when self._is_over() "finds the workers of {self} done":
                    pass
    def _is_over(self):
        return self._manager is None or _exit_code(self._manager) is not None
`;

export const processPool = [workers, results, pool].join("\n");
