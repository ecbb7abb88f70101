/**
 * `threading.Event`: a flag, and those who wait for it. Setting it wakes everybody who waits at that moment, even if it
 * is cleared at once; so waiting begins with a step of its own.
 */
export const event = `
class Event:
    """A flag that units wait for."""
    _unpicklable = "_thread.lock"
    def __init__(self):
        self._flag = False
        self._waiters = ()
    def is_set(self):
        """The flag."""
        select "waits for {self}":
            when True "looks at {self}":
                return self._flag
    def isSet(self):
        return self.is_set()
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
        """Waits until the flag is up. False: timed out."""
        me = _me()
        select "waits for {self}":
            when self._flag "finds {self} set":
                return True
            when timeout is not None and timeout <= 0 "finds {self} not set":
                return False
            when True "starts waiting for {self}":
                self._waiters = self._waiters + (me,)
        select "waits for {self} to be set":
            when me not in self._waiters "is woken by {self}":
                return True
            after timeout "gives up on {self}":
                place = self._waiters.index(me)
                self._waiters = self._waiters[:place] + self._waiters[place + 1:]
                return False
`;
