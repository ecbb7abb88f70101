/**
 * `multiprocessing.Lock` and `RLock`: common to all processes. Who gets one next is whoever comes first.
 * Source: `Lib/multiprocessing/synchronize.py`, `Modules/_multiprocessing/semaphore.c`, CPython 3.12.
 */
export const processLock = `
class Lock:
    """A lock between processes: one unit at a time. Not reentrant; any process may release it."""
    _common = True
    _inherited = "Lock"
    def __init__(self):
        self._holder = None
    def acquire(self, block=True, timeout=None):
        """Takes the lock; waits while somebody has it. False: not blocking, or timed out."""
        select "waits for {self}":
            when self._holder is None "acquires {self}":
                self._holder = _me()
                return True
            when not block or (timeout is not None and timeout <= 0) "finds {self} taken":
                return False
            after timeout "gives up on {self}":
                return False
    def release(self):
        """Gives the lock back; whoever waits may take it."""
        select "waits for {self}":
            when self._holder is not None "releases {self}":
                self._holder = None
            when True "releases {self}, which nobody holds":
                raise ValueError("semaphore or lock released too many times")
    def __enter__(self):
        return self.acquire()
    def __exit__(self, type, value, traceback):
        self.release()
    def _is_mine(self):
        return self._holder == _me()
    def _lets_in(self, unit):
        """Properties (-1) look without waiting."""
        return self._holder is None or unit < 0
    def _release_save(self):
        self._holder = None
        return None
    def _acquire_restore(self, saved):
        select "waits for {self}":
            when self._holder is None "takes {self} again":
                self._holder = _me()

class RLock:
    """A reentrant lock between processes."""
    _common = True
    _inherited = "RLock"
    def __init__(self):
        self._holder = None
        self._count = 0
    def acquire(self, block=True, timeout=None):
        """Takes the lock, or counts one more if the unit has it. False: not blocking, or timed out."""
        select "waits for {self}":
            when self._holder is None or self._holder == _me() "acquires {self}":
                self._holder = _me()
                self._count += 1
                return True
            when not block or (timeout is not None and timeout <= 0) "finds {self} taken":
                return False
            after timeout "gives up on {self}":
                return False
    def release(self):
        """Counts one less; at zero the lock is free."""
        select "waits for {self}":
            when self._holder != _me() "releases {self}, which it does not hold":
                raise AssertionError("attempt to release recursive lock not owned by thread")
            when True "releases {self}":
                self._count -= 1
                if self._count == 0:
                    self._holder = None
    def __enter__(self):
        return self.acquire()
    def __exit__(self, type, value, traceback):
        self.release()
    def _is_mine(self):
        return self._holder == _me()
    def _lets_in(self, unit):
        return self._holder is None or self._holder == unit or unit < 0
    def _release_save(self):
        saved = self._count
        self._holder = None
        self._count = 0
        return saved
    def _acquire_restore(self, saved):
        select "waits for {self}":
            when self._holder is None "takes {self} again":
                self._holder = _me()
                self._count = saved
`;
