/**
 * `ThreadPoolExecutor`. Its workers rest when there is nothing to do: at the end of the program they go by themselves.
 * Source: `Lib/concurrent/futures/thread.py` (3.12).
 *
 * While there may be more workers, a worker that runs out of work looks first and then says that it is idle; submit may
 * come in between, and starts one more. Once all workers are there, nobody asks who is idle, and both steps are left out.
 * `_work` holds (future, function, arguments, named arguments), next one first.
 */
export const threadPool = `
class BrokenThreadPool(BrokenExecutor):
    """A worker could not be initialised."""

class _Pools:
    def __init__(self):
        self.unnamed = 0
shared _pools = _Pools()

class ThreadPoolExecutor(Executor):
    """A pool of threads: so many workers take calls from one queue."""
    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        if max_workers is None:
            max_workers = 8
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        if not thread_name_prefix:
            select "waits for a number":
                when True "makes a ThreadPoolExecutor":
                    thread_name_prefix = f"ThreadPoolExecutor-{_pools.unnamed}"
                    _pools.unnamed += 1
        self._max_workers = max_workers
        self._thread_name_prefix = thread_name_prefix
        self._initializer = initializer
        self._initargs = initargs
        self._work = ()
        self._workers = ()
        self._idle = 0
        self._broken = None
        self._shut = False
    def submit(self, fn, *args, **kwargs):
        return self._submit(fn, args, kwargs, None)
    def _submit(self, fn, args, kwargs, messenger):
        future = Future(_call_text(fn, args), messenger)
        named = tuple(kwargs.items())
        select "waits for {self}":
            when self._broken is not None "finds {self} broken":
                raise BrokenThreadPool(self._broken)
            when self._shut "finds {self} shut down":
                raise RuntimeError("cannot schedule new futures after shutdown")
            when _exiting() "finds the main thread over":
                raise RuntimeError("cannot schedule new futures after interpreter shutdown")
            when True "submits {future} to {self}":
                self._work = self._work + ((future, fn, args, named),)
                if self._idle > 0:
                    self._idle -= 1
                elif len(self._workers) < self._max_workers:
                    name = f"{self._thread_name_prefix}_{len(self._workers)}"
                    self._workers = self._workers + (_spawn(self._serve, (), {}, name, False),)
        return future
    def _serve(self):
        if self._initializer is not None:
            try:
                self._initializer(*self._initargs)
            except AssertionError:
                raise
            except BaseException:
                self._break()
                return
        try:
            self._serve_on()
        except AssertionError:
            raise
        except BaseException:
            pass
    def _serve_on(self):
        looked = False
        counted = False
        while True:
            begun = False
            select resting "waits for work in {self}":
                when looked and self._may_grow() "says that it is idle":
                    self._idle += 1
                    looked = False
                    counted = True
                when len(self._work) > 0 and self._work[0][0]._is_cancelled() "drops {self._work.0.0}, which was cancelled":
                    self._work[0][0]._begin()
                    self._work = self._work[1:]
                    looked = False
                    counted = False
                when len(self._work) > 0 "begins {self._work.0.0}":
                    future, function, args, named = self._work[0]
                    future._begin()
                    self._work = self._work[1:]
                    looked = False
                    counted = False
                    begun = True
                when not counted and self._may_grow() "finds nothing to do":
                    looked = True
            if begun:
                _carry_out(future, function, args, named)
    def _may_grow(self):
        return len(self._workers) < self._max_workers and not self._shut and not _exiting()
    def _break(self):
        select "waits for {self}":
            when True "fails to begin: breaks {self}":
                self._broken = "A thread initializer failed, the thread pool is not usable anymore"
                work = self._work
                self._work = ()
        for future, function, args, named in work:
            future.set_exception(BrokenThreadPool("A thread initializer failed, the thread pool is not usable anymore"))
    def shutdown(self, wait=True, *, cancel_futures=False):
        """No more calls. wait: until all are done; cancel_futures: those that have not begun are cancelled."""
        select "waits for {self}":
            when True "shuts down {self}":
                self._shut = True
                work = ()
                if cancel_futures:
                    work = self._work
                    self._work = ()
        for future, function, args, named in work:
            future.cancel()
        if wait:
            select "waits until the workers of {self} are done":
                when _me() in self._workers "waits for itself":
                    raise RuntimeError("cannot join current thread")
                when self._is_over() "finds the workers of {self} done":
                    pass
    def _is_over(self):
        return len(self._work) == 0 and all([_ended(worker) for worker in self._workers])

def _carry_out(future, function, args, named):
    try:
        result = function(*args, **dict(named)) if len(named) > 0 else function(*args)
    except BaseException as error:
        future.set_exception(error)
    else:
        future.set_result(result)
`;
