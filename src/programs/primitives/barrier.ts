/**
 * `threading.Barrier`, CPython's state machine: 0 filling, 1 draining, -1 resetting, -2 broken. While the last to arrive
 * runs the action nobody else gets in or out; `_holder` says who that is.
 */
export const barrier = `
class BrokenBarrierError(RuntimeError):
    """The barrier is broken, or was reset, while somebody waited."""

class Barrier:
    """A place where a number of units wait for one another."""
    _unpicklable = "_thread.lock"
    def __init__(self, parties, action=None, timeout=None):
        self.parties = parties
        self._action = action
        self._timeout = timeout
        self._state = 0
        self._count = 0
        self._holder = None
    def wait(self, timeout=None):
        """Waits until all parties have come; returns the order of arrival, from 0."""
        if timeout is None:
            timeout = self._timeout
        acting = False
        late = False
        select "waits for {self} to be free":
            when self._state == -2 "finds {self} broken":
                raise BrokenBarrierError()
            when self._state == 0 and self._holder is None "comes to {self}":
                index = self._count
                self._count += 1
                if index + 1 == self.parties:
                    if self._action is None:
                        self._state = 1
                        self._leave()
                        return index
                    self._holder = _me()
                    acting = True
        if acting:
            return self._act(index)
        select "waits at {self} for the others":
            when self._state != 0 "leaves {self}":
                broken = self._leave()
            after timeout if timeout is None or timeout > 0 else 0 "gives up on {self}":
                if self._holder is None:
                    self._state = -2
                    broken = self._leave()
                else:
                    late = True
        if late:
            select "waits at {self} for the others":
                when self._state != 0 "leaves {self}":
                    broken = self._leave()
        if broken:
            raise BrokenBarrierError()
        return index
    def _act(self, index):
        try:
            self._action()
        except:
            select "waits for {self}":
                when True "breaks {self}":
                    self._holder = None
                    self._state = -2
                    self._leave()
            raise
        select "waits for {self}":
            when True "opens {self}":
                self._holder = None
                self._state = 1
                self._leave()
        return index
    def _leave(self):
        broken = self._state < 0
        self._count -= 1
        if self._count == 0 and self._state != -2:
            self._state = 0
        return broken
    def reset(self):
        """Empties the barrier: those who wait get BrokenBarrierError, then it can be used again."""
        select "waits for {self} to be free":
            when self._holder is None "resets {self}":
                if self._count == 0:
                    self._state = 0
                elif self._state != 1:
                    self._state = -1
    def abort(self):
        """Breaks the barrier: everybody gets BrokenBarrierError until it is reset."""
        select "waits for {self} to be free":
            when self._holder is None "breaks {self}":
                self._state = -2
    @property
    def n_waiting(self):
        """How many wait at the barrier."""
        select "waits for {self}":
            when True "counts those at {self}":
                return self._count if self._state == 0 else 0
    @property
    def broken(self):
        """Whether the barrier is broken."""
        select "waits for {self}":
            when True "looks whether {self} is broken":
                return self._state == -2
`;
