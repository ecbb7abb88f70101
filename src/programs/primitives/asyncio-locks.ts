/** `asyncio`'s locks: first come, first served, and handed over rather than let go. Source: `Lib/asyncio/locks.py` (3.12). */
const lock = `
class BrokenBarrierError(RuntimeError):
    """The barrier is broken, or was reset, while a task waited."""

class _Guard:
    async def __aenter__(self):
        await self.acquire()
        return None
    async def __aexit__(self, type, value, traceback):
        self.release()

class Lock(_Guard):
    """One task at a time; the others wait in order."""
    def __init__(self):
        self._locked = False
        self._lock_waiters = []
    def __repr__(self):
        return f"<Lock [{'locked' if self._locked else 'unlocked'}]>"
    def locked(self):
        """Whether a task has the lock."""
        return self._locked
    async def acquire(self):
        """Takes the lock; waits behind those that wait already."""
        if not self._locked and all([waiter.cancelled() for waiter in self._lock_waiters]):
            self._locked = True
            return True
        future = Future()
        self._lock_waiters.append(future)
        try:
            try:
                await future
            finally:
                self._lock_waiters.remove(future)
        except CancelledError:
            if not self._locked:
                self._wake_first()
            raise
        self._locked = True
        return True
    def release(self):
        """Gives the lock back, to the one that has waited longest."""
        if not self._locked:
            raise RuntimeError("Lock is not acquired.")
        self._locked = False
        self._wake_first()
    def _wake_first(self):
        if len(self._lock_waiters) > 0 and not self._lock_waiters[0].done():
            self._lock_waiters[0].set_result(True)

class Event:
    """A flag that tasks wait for."""
    def __init__(self):
        self._raised = False
        self._event_waiters = []
    def __repr__(self):
        return f"<Event [{'set' if self._raised else 'unset'}]>"
    def is_set(self):
        """The flag."""
        return self._raised
    def set(self):
        """Raises the flag and wakes all who wait."""
        if not self._raised:
            self._raised = True
            for future in self._event_waiters:
                if not future.done():
                    future.set_result(True)
    def clear(self):
        """Lowers the flag."""
        self._raised = False
    async def wait(self):
        """Waits until the flag is up."""
        if self._raised:
            return True
        future = Future()
        self._event_waiters.append(future)
        try:
            await future
            return True
        finally:
            self._event_waiters.remove(future)
`;

const condition = `
class Condition(_Guard):
    """Tasks wait until another one notifies them, giving back the lock meanwhile."""
    def __init__(self, lock=None):
        self._guarding = Lock() if lock is None else lock
        self._condition_waiters = []
    def __repr__(self):
        return f"<Condition [{'locked' if self.locked() else 'unlocked'}]>"
    def locked(self):
        """Whether a task has the lock."""
        return self._guarding.locked()
    async def acquire(self):
        """Takes the lock of the condition."""
        return await self._guarding.acquire()
    def release(self):
        """Gives back the lock of the condition."""
        self._guarding.release()
    async def wait(self):
        """Gives back the lock, waits for a notify, takes the lock again."""
        if not self.locked():
            raise RuntimeError("cannot wait on un-acquired lock")
        self.release()
        try:
            future = Future()
            self._condition_waiters.append(future)
            try:
                await future
                return True
            finally:
                self._condition_waiters.remove(future)
        finally:
            cancelled = False
            while True:
                try:
                    await self.acquire()
                    break
                except CancelledError:
                    cancelled = True
            if cancelled:
                raise CancelledError()
    async def wait_for(self, predicate):
        """Waits until the predicate is true; returns its value."""
        result = predicate()
        while not result:
            await self.wait()
            result = predicate()
        return result
    def notify(self, n=1):
        """Wakes the n tasks that have waited longest."""
        if not self.locked():
            raise RuntimeError("cannot notify on un-acquired lock")
        woken = 0
        for future in self._condition_waiters:
            if woken >= n:
                break
            if not future.done():
                woken += 1
                future.set_result(False)
    def notify_all(self):
        """Wakes all tasks that wait."""
        self.notify(len(self._condition_waiters))
`;

const semaphores = `
class Semaphore(_Guard):
    """So many permits; who finds none waits in order."""
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        self._permits = value
        self._permit_waiters = []
    def __repr__(self):
        return f"<{type(self).__name__} [{'locked' if self.locked() else f'unlocked, value:{self._permits}'}]>"
    def locked(self):
        """Whether a task that came now would have to wait."""
        return self._permits == 0 or any([not waiter.cancelled() for waiter in self._permit_waiters])
    async def acquire(self):
        """Takes a permit; waits behind those that wait already."""
        if not self.locked():
            self._permits -= 1
            return True
        future = Future()
        self._permit_waiters.append(future)
        try:
            try:
                await future
            finally:
                self._permit_waiters.remove(future)
        except CancelledError:
            if not future.cancelled():
                self._permits += 1
                self._wake_next()
            raise
        if self._permits > 0:
            self._wake_next()
        return True
    def release(self):
        """Gives a permit back, to the one that has waited longest."""
        self._permits += 1
        self._wake_next()
    def _wake_next(self):
        for future in self._permit_waiters:
            if not future.done():
                self._permits -= 1
                future.set_result(True)
                return

class BoundedSemaphore(Semaphore):
    """A semaphore that never has more permits than at the start."""
    def __init__(self, value=1):
        self._bound = value
        super().__init__(value)
    def release(self):
        if self._permits >= self._bound:
            raise ValueError("BoundedSemaphore released too many times")
        super().release()
`;

const barrier = `
class Barrier:
    """A place where a number of tasks wait for one another."""
    def __init__(self, parties):
        if parties < 1:
            raise ValueError("parties must be > 0")
        self._changed = Condition()
        self._parties = parties
        self._phase = "filling"
        self._inside = 0
    def __repr__(self):
        return f"<Barrier [{self._phase}]>"
    async def __aenter__(self):
        return await self.wait()
    async def __aexit__(self, type, value, traceback):
        pass
    async def wait(self):
        """Waits until all parties have come; returns the order of arrival, from 0."""
        async with self._changed:
            while self._phase in ("draining", "resetting"):
                await self._changed.wait()
            if self._phase == "broken":
                raise BrokenBarrierError("Barrier aborted")
            try:
                index = self._inside
                self._inside += 1
                if index + 1 == self._parties:
                    self._phase = "draining"
                    self._changed.notify_all()
                else:
                    while self._phase == "filling":
                        await self._changed.wait()
                    if self._phase in ("broken", "resetting"):
                        raise BrokenBarrierError("Abort or reset of barrier")
                return index
            finally:
                self._inside -= 1
                if self._inside == 0:
                    if self._phase in ("resetting", "draining"):
                        self._phase = "filling"
                    self._changed.notify_all()
    async def reset(self):
        """Empties the barrier: those who wait get BrokenBarrierError."""
        async with self._changed:
            if self._inside > 0:
                self._phase = "resetting"
            else:
                self._phase = "filling"
            self._changed.notify_all()
    async def abort(self):
        """Breaks the barrier for good."""
        async with self._changed:
            self._phase = "broken"
            self._changed.notify_all()
    @property
    def parties(self):
        """How many it waits for."""
        return self._parties
    @property
    def n_waiting(self):
        """How many wait."""
        return self._inside if self._phase == "filling" else 0
    @property
    def broken(self):
        """Whether it is broken."""
        return self._phase == "broken"
`;

export const asyncioLocks = [lock, condition, semaphores, barrier].join("\n");
