/**
 * `multiprocessing.Value` and `Array`: memory that processes have in common, and the lock that comes with it. Each single
 * access takes that lock; `value += 1` is two accesses.
 * Source: `Lib/multiprocessing/sharedctypes.py` (SynchronizedBase, make_property), `synchronize.py`, CPython 3.12.
 */
export const sharedMemory = `
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

class _RawValue:
    """A number in memory that all processes see."""
    _common = True
    _inherited = "Synchronized"
    def __init__(self, initial, lock=None):
        self._value = initial
        self._lock = lock
    @property
    def value(self):
        """What the memory holds."""
        select "waits for the lock of {self}":
            when self._lock is None or self._lock._holder is None or self._lock._holder == _me() "reads {self}.value":
                _reads(self, "value", self._value)
                return self._value
    @value.setter
    def value(self, value):
        select "waits for the lock of {self}":
            when self._lock is None or self._lock._holder is None or self._lock._holder == _me() "writes {self}.value":
                _writes(self, "value", self._value, value)
                self._value = value

class _Value(_RawValue):
    """A number in memory that all processes see, and the lock that each access takes."""
    def get_lock(self):
        """The lock that each access takes; hold it to make several accesses one."""
        return self._lock
    def get_obj(self):
        return self
    def acquire(self, block=True, timeout=None):
        return self._lock.acquire(block, timeout)
    def release(self):
        self._lock.release()
    def __enter__(self):
        return self._lock.acquire()
    def __exit__(self, type, value, traceback):
        self._lock.release()
    def __repr__(self):
        return f"<Synchronized wrapper for {self._value}>"

def Value(typecode_or_type, *args, lock=True):
    """A number in memory that all processes see; with a lock of its own, or the given one, or none."""
    initial = args[0] if args else _zero(typecode_or_type)
    if lock is False:
        return _RawValue(initial)
    return _Value(initial, RLock() if lock is True or lock is None else lock)

def RawValue(typecode_or_type, *args):
    """A Value without a lock."""
    return _RawValue(args[0] if args else _zero(typecode_or_type))

def _zero(type):
    return 0.0 if type in ("d", "f") else b"\\x00" if type == "c" else 0
`;
