/**
 * `threading.Lock` and `threading.RLock`. A lock is one field; who gets it next is whoever comes first (no queue:
 * CPython lets a newcomer overtake the waiters, so every order must be explored).
 * Source: `Modules/_threadmodule.c` (lock_acquire_parse_args, acquire_timed, rlock_acquire), CPython 3.12.
 */
export const lock = `
def _check_timeout(blocking, timeout):
    if not blocking and timeout != -1:
        raise ValueError("can't specify a timeout for a non-blocking call")
    if timeout < 0 and timeout != -1:
        raise ValueError("timeout value must be positive")

class Lock:
    """A lock: one unit at a time. Not reentrant; any unit may release it."""
    _unpicklable = "_thread.lock"
    def __init__(self):
        self._holder = None
    def acquire(self, blocking=True, timeout=-1):
        """Takes the lock; waits while somebody has it. False: not blocking, or timed out."""
        _check_timeout(blocking, timeout)
        select "waits for {self}":
            when self._holder is None "acquires {self}":
                self._holder = _me()
                return True
            when not blocking or timeout == 0 "finds {self} taken":
                return False
            after timeout if timeout > 0 else None "gives up on {self}":
                return False
    def release(self):
        """Gives the lock back; whoever waits may take it."""
        select "waits for {self}":
            when self._holder is not None "releases {self}":
                self._holder = None
            when True "releases {self}, which nobody holds":
                raise RuntimeError("release unlocked lock")
    def locked(self):
        """Whether somebody has the lock."""
        select "waits for {self}":
            when True "looks whether {self} is held":
                return self._holder is not None
    def __enter__(self):
        select "waits for {self}":
            when self._holder is None "acquires {self}":
                self._holder = _me()
                return True
    def __exit__(self, type, value, traceback):
        select "waits for {self}":
            when self._holder is not None "releases {self}":
                self._holder = None
            when True "releases {self}, which nobody holds":
                raise RuntimeError("release unlocked lock")
    def _is_owned(self):
        return self._holder is not None
    def _release_save(self):
        self._holder = None
        return None
    def _acquire_restore(self, saved, condition):
        select "waits for {self}":
            when self._holder is None "takes {self} again":
                self._holder = _me()
                if condition is not None:
                    condition._forget(_me())

class RLock:
    """A reentrant lock: its holder may take it again and must give it back as often."""
    _unpicklable = "_thread.RLock"
    def __init__(self):
        self._holder = None
        self._count = 0
    def acquire(self, blocking=True, timeout=-1):
        """Takes the lock, or counts one more if the unit has it. False: not blocking, or timed out."""
        _check_timeout(blocking, timeout)
        select "waits for {self}":
            when self._holder is None "acquires {self}":
                self._holder = _me()
                self._count = 1
                return True
            when self._holder == _me() "acquires {self} again":
                self._count += 1
                return True
            when not blocking or timeout == 0 "finds {self} taken":
                return False
            after timeout if timeout > 0 else None "gives up on {self}":
                return False
    def release(self):
        """Counts one less; at zero the lock is free."""
        select "waits for {self}":
            when self._holder != _me() "releases {self}, which it does not hold":
                raise RuntimeError("cannot release un-acquired lock")
            when self._count == 1 "releases {self}":
                self._holder = None
                self._count = 0
            when True "releases {self} once":
                self._count -= 1
    def __enter__(self):
        select "waits for {self}":
            when self._holder is None "acquires {self}":
                self._holder = _me()
                self._count = 1
                return True
            when self._holder == _me() "acquires {self} again":
                self._count += 1
                return True
    def __exit__(self, type, value, traceback):
        self.release()
    def _is_owned(self):
        return self._holder == _me()
    def _release_save(self):
        saved = self._count
        self._holder = None
        self._count = 0
        return saved
    def _acquire_restore(self, saved, condition):
        select "waits for {self}":
            when self._holder is None "takes {self} again":
                self._holder = _me()
                self._count = saved
                if condition is not None:
                    condition._forget(_me())
`;
