/**
 * The module `queue`: each operation is one guarded step. CPython's queues are a container, a lock and three conditions, but
 * whoever is woken looks again, and a newcomer may have been faster: seen from outside that is one atomic operation.
 * `shutdown` as in 3.13. Source: `Lib/queue.py`.
 */
const errors = `
class Empty(Exception):
    """Raised by get when there is nothing."""

class Full(Exception):
    """Raised by put when there is no room."""

class ShutDown(Exception):
    """Raised by put and get when the queue has been shut down."""

def _check_timeout(block, timeout):
    if block and timeout is not None and timeout < 0:
        raise ValueError("'timeout' must be a non-negative number")
`;

const fifo = `
class Queue:
    """First in, first out; put waits while maxsize items are in it, unless maxsize is 0."""
    _unpicklable = "_thread.lock"
    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self.queue = []
        self._unfinished = 0
        self._shut = False
    def _put(self, item):
        self.queue.append(item)
    def _get(self):
        return self.queue.pop(0)
    def put(self, item, block=True, timeout=None):
        """Puts an item in; waits for room. Full: not blocking, or timed out."""
        if self.maxsize > 0:
            _check_timeout(block, timeout)
        select "waits for room in {self}":
            when self._shut "finds {self} shut down":
                raise ShutDown()
            when self.maxsize <= 0 or len(self.queue) < self.maxsize "puts an item into {self}":
                self._put(item)
                self._unfinished += 1
            when not block or timeout == 0 "finds {self} full":
                raise Full()
            after timeout "gives up on {self}: full":
                raise Full()
    def get(self, block=True, timeout=None):
        """Takes the next item out; waits for one. Empty: not blocking, or timed out."""
        _check_timeout(block, timeout)
        select "waits for an item in {self}":
            when len(self.queue) > 0 "takes an item from {self}":
                return self._get()
            when self._shut "finds {self} shut down":
                raise ShutDown()
            when not block or timeout == 0 "finds {self} empty":
                raise Empty()
            after timeout "gives up on {self}: empty":
                raise Empty()
    def put_nowait(self, item):
        """Puts an item in, or raises Full."""
        return self.put(item, False)
    def get_nowait(self):
        """Takes the next item out, or raises Empty."""
        return self.get(False)
    def task_done(self):
        """Says that an item taken out has been dealt with."""
        select "waits for {self}":
            when self._unfinished > 0 "has dealt with an item of {self}":
                self._unfinished -= 1
            when True "says task_done() once too often":
                raise ValueError("task_done() called too many times")
    def join(self):
        """Waits until every item put in has been dealt with."""
        select "waits until all items of {self} are done":
            when self._unfinished == 0 "finds all items of {self} done":
                pass
    def qsize(self):
        """How many items are in it; may be wrong at once."""
        select "waits for {self}":
            when True "counts the items in {self}":
                return len(self.queue)
    def empty(self):
        """Whether nothing is in it; may be wrong at once."""
        select "waits for {self}":
            when True "looks whether {self} is empty":
                return len(self.queue) == 0
    def full(self):
        """Whether there is no room; may be wrong at once."""
        select "waits for {self}":
            when True "looks whether {self} is full":
                return 0 < self.maxsize <= len(self.queue)
    def shutdown(self, immediate=False):
        """No more puts; gets until it is empty. immediate: throws away what is in it."""
        select "waits for {self}":
            when True "shuts down {self}":
                self._shut = True
                if immediate:
                    self._unfinished = max(self._unfinished - len(self.queue), 0)
                    self.queue.clear()
    @property
    def unfinished_tasks(self):
        """How many items have not been dealt with."""
        return self._unfinished
    @property
    def is_shutdown(self):
        """Whether it has been shut down."""
        return self._shut
`;

const others = `
class LifoQueue(Queue):
    """Last in, first out."""
    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self.queue = []
        self._unfinished = 0
        self._shut = False
    def _get(self):
        return self.queue.pop()

class PriorityQueue(Queue):
    """Least first: a heap of the items, which must be comparable."""
    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self.queue = []
        self._unfinished = 0
        self._shut = False
    def _put(self, item):
        heapq.heappush(self.queue, item)
    def _get(self):
        return heapq.heappop(self.queue)

class SimpleQueue:
    """First in, first out, without limit."""
    _unpicklable = "_queue.SimpleQueue"
    def __init__(self):
        self._queue = []
    def put(self, item, block=True, timeout=None):
        """Puts an item in."""
        select "waits for {self}":
            when True "puts an item into {self}":
                self._queue.append(item)
    def get(self, block=True, timeout=None):
        """Takes the next item out; waits for one. Empty: not blocking, or timed out."""
        _check_timeout(block, timeout)
        select "waits for an item in {self}":
            when len(self._queue) > 0 "takes an item from {self}":
                return self._queue.pop(0)
            when not block or timeout == 0 "finds {self} empty":
                raise Empty()
            after timeout "gives up on {self}: empty":
                raise Empty()
    def put_nowait(self, item):
        """Puts an item in."""
        self.put(item)
    def get_nowait(self):
        """Takes the next item out, or raises Empty."""
        return self.get(False)
    def qsize(self):
        """How many items are in it; may be wrong at once."""
        select "waits for {self}":
            when True "counts the items in {self}":
                return len(self._queue)
    def empty(self):
        """Whether nothing is in it; may be wrong at once."""
        select "waits for {self}":
            when True "looks whether {self} is empty":
                return len(self._queue) == 0
`;

export const queue = [errors, fifo, others].join("\n");
