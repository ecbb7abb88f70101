/**
 * `threading.Condition`: a queue of waiters beside a lock. The waiters are unit indexes, oldest first: a unit waits in
 * one place at a time, so its index is ticket enough. A wait is three steps, as in CPython, because others can tell:
 * in the queue with the lock given back; woken or timed out; back with the lock. A waiter that timed out stays in
 * the queue until it has the lock again, and so swallows a notify meant for somebody else (`Lib/threading.py`, 3.12).
 */
export const condition = `
class Condition:
    """Units wait until another one notifies them, giving back the lock meanwhile."""
    _unpicklable = "_thread.RLock"
    def __init__(self, lock=None):
        if lock is None:
            lock = RLock()
        self._lock = lock
        self._waiters = ()
    def acquire(self, blocking=True, timeout=-1):
        """Takes the lock of the condition."""
        return self._lock.acquire(blocking, timeout)
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
            when self._lock._is_owned() "waits on {self}, giving back {self._lock}":
                self._waiters = self._waiters + (me,)
                saved = self._lock._release_save()
            when True "waits on {self} without its lock":
                raise RuntimeError("cannot wait on un-acquired lock")
        select "waits for a notify on {self}":
            when me not in self._waiters "is notified on {self}":
                notified = True
            after timeout if timeout is None or timeout > 0 else 0 "stops waiting on {self}: time is up":
                notified = False
        self._lock._acquire_restore(saved, None if notified else self)
        return notified
    def _forget(self, unit):
        if unit in self._waiters:
            place = self._waiters.index(unit)
            self._waiters = self._waiters[:place] + self._waiters[place + 1:]
    def wait_for(self, predicate, timeout=None):
        """Waits until the predicate is true; returns its last value."""
        alarm = None if timeout is None else _alarm(timeout)
        left = timeout
        try:
            result = predicate()
            while not result:
                notified = self.wait(left)
                result = predicate()
                if alarm is not None:
                    left = _left(alarm) / 1000000000
                if timeout is not None and (not notified or left <= 0):
                    break
            return result
        finally:
            _disarm(alarm)
    def notify(self, n=1):
        """Wakes the n units that have waited longest; they take the lock again, one after the other."""
        select "waits for {self}":
            when not self._lock._is_owned() "notifies {self} without its lock":
                raise RuntimeError("cannot notify on un-acquired lock")
            when len(self._waiters) == 0 "notifies {self}, where nobody waits":
                pass
            when True "notifies {self}":
                self._waiters = self._waiters[n if n > 0 else 0:]
    def notify_all(self):
        """Wakes every unit that waits."""
        select "waits for {self}":
            when not self._lock._is_owned() "notifies {self} without its lock":
                raise RuntimeError("cannot notify on un-acquired lock")
            when len(self._waiters) == 0 "notifies all on {self}, where nobody waits":
                pass
            when True "notifies all on {self}":
                self._waiters = ()
    def notifyAll(self):
        self.notify_all()
`;
