/**
 * `threading.Semaphore` and `BoundedSemaphore`: a number. CPython wakes a waiter in order, but tests the number again
 * when it runs, so that a newcomer may overtake it every time: one guarded step says exactly that.
 */
export const semaphore = `
class Semaphore:
    """So many permits; who finds none waits."""
    _unpicklable = "_thread.lock"
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._value = value
    def acquire(self, blocking=True, timeout=None):
        """Takes a permit; waits while there is none. False: not blocking, or timed out."""
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        select "waits for a permit of {self}":
            when self._value > 0 "takes a permit of {self}":
                self._value -= 1
                return True
            when not blocking or (timeout is not None and timeout <= 0) "finds no permit of {self}":
                return False
            after timeout "gives up on {self}":
                return False
    def release(self, n=1):
        """Adds n permits."""
        if n < 1:
            raise ValueError("n must be one or more")
        select "waits for {self}":
            when True "gives back a permit of {self}":
                self._value += n
    def __enter__(self):
        return self.acquire()
    def __exit__(self, type, value, traceback):
        self.release()

class BoundedSemaphore(Semaphore):
    """A semaphore that never has more permits than at the start."""
    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value
    def release(self, n=1):
        """Adds n permits; ValueError if that would be more than at the start."""
        if n < 1:
            raise ValueError("n must be one or more")
        select "waits for {self}":
            when self._value + n <= self._initial_value "gives back a permit of {self}":
                self._value += n
            when True "gives back a permit too many of {self}":
                raise ValueError("Semaphore released too many times")
`;
