/**
 * `multiprocessing`'s semaphores, events, conditions and barriers: common to all processes. They differ from those of
 * `threading` where CPython's do: a notify wakes any of those who wait, a waiter whose time is up is out at once, and
 * `Event.wait` looks at the flag again when it is woken.
 * Source: `Lib/multiprocessing/synchronize.py`, CPython 3.12.
 */
export const processLocks = `
from threading import Barrier as _ThreadBarrier

class Semaphore:
    """So many permits, for all processes; who finds none waits."""
    _common = True
    _inherited = "Semaphore"
    def __init__(self, value=1):
        if value < 0:
            raise OSError(22, "Invalid argument")
        self._permits = value
    def acquire(self, block=True, timeout=None):
        """Takes a permit; waits while there is none. False: not blocking, or timed out."""
        select "waits for a permit of {self}":
            when self._permits > 0 "takes a permit of {self}":
                self._permits -= 1
                return True
            when not block or (timeout is not None and timeout <= 0) "finds no permit of {self}":
                return False
            after timeout "gives up on {self}":
                return False
    def release(self):
        """Adds a permit."""
        select "waits for {self}":
            when True "gives back a permit of {self}":
                self._permits += 1
    def get_value(self):
        """How many permits there are."""
        select "waits for {self}":
            when True "counts the permits of {self}":
                return self._permits
    def __enter__(self):
        return self.acquire()
    def __exit__(self, type, value, traceback):
        self.release()

class BoundedSemaphore(Semaphore):
    """A semaphore that never has more permits than at the start."""
    _inherited = "BoundedSemaphore"
    def __init__(self, value=1):
        super().__init__(value)
        self._bound = value
    def release(self):
        """Adds a permit; ValueError if that would be more than at the start."""
        select "waits for {self}":
            when self._permits < self._bound "gives back a permit of {self}":
                self._permits += 1
            when True "gives back a permit too many of {self}":
                raise ValueError("semaphore or lock released too many times")

class Condition:
    """Processes wait until another one notifies them, giving back the lock meanwhile."""
    _common = True
    _inherited = "Condition"
    def __init__(self, lock=None):
        self._lock = RLock() if lock is None else lock
        self._waiters = ()
    def acquire(self, block=True, timeout=None):
        """Takes the lock of the condition."""
        return self._lock.acquire(block, timeout)
    def release(self):
        """Gives back the lock of the condition."""
        self._lock.release()
    def __enter__(self):
        return self._lock.__enter__()
    def __exit__(self, type, value, traceback):
        return self._lock.__exit__(type, value, traceback)
    def wait(self, timeout=None):
        """Gives back the lock, waits for a notify, takes the lock again. False: timed out."""
        me = _me()
        select "waits for {self._lock}":
            when self._lock._is_mine() "waits on {self}, giving back {self._lock}":
                self._waiters = self._waiters + (me,)
                saved = self._lock._release_save()
            when True "waits on {self} without its lock":
                raise AssertionError("must acquire() condition before using wait()")
        select "waits for a notify on {self}":
            when me not in self._waiters "is notified on {self}":
                notified = True
            after timeout if timeout is None or timeout > 0 else 0 "stops waiting on {self}: time is up":
                self._waiters = tuple([unit for unit in self._waiters if unit != me])
                notified = False
        self._lock._acquire_restore(saved)
        return notified
    def wait_for(self, predicate, timeout=None):
        """Waits until the predicate is true; returns its last value."""
        deadline = None if timeout is None else _now() + timeout
        left = timeout
        result = predicate()
        while not result:
            notified = self.wait(left)
            result = predicate()
            if timeout is not None:
                left = deadline - _now()
                if not notified or left <= 0:
                    break
        return result
    def notify(self, n=1):
        """Wakes n of those who wait, whichever; they take the lock again, one after the other."""
        select "waits for {self}":
            when not self._lock._is_mine() "notifies {self} without its lock":
                raise AssertionError("lock is not owned")
            when len(self._waiters) == 0 "notifies {self}, where nobody waits":
                pass
            when len(self._waiters) <= n "notifies {self}":
                self._waiters = ()
            when True "notifies {self}":
                for _ in range(n):
                    woken = choose(*self._waiters)
                    self._waiters = tuple([unit for unit in self._waiters if unit != woken])
    def notify_all(self):
        """Wakes every process that waits."""
        select "waits for {self}":
            when not self._lock._is_mine() "notifies {self} without its lock":
                raise AssertionError("lock is not owned")
            when len(self._waiters) == 0 "notifies all on {self}, where nobody waits":
                pass
            when True "notifies all on {self}":
                self._waiters = ()

class Event:
    """A flag that processes wait for."""
    _common = True
    _inherited = "Event"
    def __init__(self):
        self._flag = False
        self._waiters = ()
    def is_set(self):
        """The flag."""
        select "waits for {self}":
            when True "looks at {self}":
                return self._flag
    def set(self):
        """Raises the flag and wakes all who wait."""
        select "waits for {self}":
            when True "sets {self}":
                self._flag = True
                self._waiters = ()
    def clear(self):
        """Lowers the flag."""
        select "waits for {self}":
            when True "clears {self}":
                self._flag = False
    def wait(self, timeout=None):
        """Waits until somebody sets the flag; returns what it is by then: False if it was cleared at once, or time is up."""
        me = _me()
        select "waits for {self}":
            when self._flag "finds {self} set":
                return True
            when timeout is not None and timeout <= 0 "finds {self} not set":
                return False
            when True "starts waiting for {self}":
                self._waiters = self._waiters + (me,)
        select "waits for {self} to be set":
            when me not in self._waiters and self._flag "is woken by {self}":
                return True
            when me not in self._waiters "is woken by {self}, which is cleared again":
                return False
            after timeout "gives up on {self}":
                self._waiters = tuple([unit for unit in self._waiters if unit != me])
                return False

class Barrier(_ThreadBarrier):
    """A place where a number of processes wait for one another."""
    _common = True
    _unpicklable = None
    _inherited = "Condition"
`;
