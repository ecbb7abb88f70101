/** `asyncio`'s queues. Who is woken looks again: an item put and taken at once is not there any more. `shutdown` as in 3.13. Source: `Lib/asyncio/queues.py`. */
export const asyncioQueues = `
class QueueEmpty(Exception):
    """Raised by get_nowait when there is nothing."""

class QueueFull(Exception):
    """Raised by put_nowait when there is no room."""

class QueueShutDown(Exception):
    """Raised by put and get when the queue has been shut down."""

class Queue:
    """First in, first out; put waits while maxsize items are in it, unless maxsize is 0."""
    def __init__(self, maxsize=0):
        self._maxsize = maxsize
        self._queue = []
        self._getters = []
        self._putters = []
        self._unfinished_tasks = 0
        self._nothing_left = Event()
        self._nothing_left._raised = True
        self._is_shutdown = False
    def _get(self):
        return self._queue.pop(0)
    def _put(self, item):
        self._queue.append(item)
    def __repr__(self):
        return f"<{type(self).__name__} maxsize={self._maxsize}>"
    @property
    def maxsize(self):
        """How many items may be in it; 0: any number."""
        return self._maxsize
    def qsize(self):
        """How many items are in it."""
        return len(self._queue)
    def empty(self):
        """Whether nothing is in it."""
        return len(self._queue) == 0
    def full(self):
        """Whether there is no room."""
        return 0 < self._maxsize <= len(self._queue)
    def _wake_next(self, waiters):
        while len(waiters) > 0:
            waiter = waiters.pop(0)
            if not waiter.done():
                waiter.set_result(None)
                break
    async def put(self, item):
        """Puts an item in; waits for room."""
        while self.full():
            if self._is_shutdown:
                raise QueueShutDown()
            putter = Future()
            self._putters.append(putter)
            try:
                await putter
            except:
                putter.cancel()
                if putter in self._putters:
                    self._putters.remove(putter)
                if not self.full() and not putter.cancelled():
                    self._wake_next(self._putters)
                raise
        return self.put_nowait(item)
    def put_nowait(self, item):
        """Puts an item in, or raises QueueFull."""
        if self._is_shutdown:
            raise QueueShutDown()
        if self.full():
            raise QueueFull()
        self._put(item)
        self._unfinished_tasks += 1
        self._nothing_left.clear()
        self._wake_next(self._getters)
    async def get(self):
        """Takes the next item out; waits for one."""
        while self.empty():
            if self._is_shutdown:
                raise QueueShutDown()
            getter = Future()
            self._getters.append(getter)
            try:
                await getter
            except:
                getter.cancel()
                if getter in self._getters:
                    self._getters.remove(getter)
                if not self.empty() and not getter.cancelled():
                    self._wake_next(self._getters)
                raise
        return self.get_nowait()
    def get_nowait(self):
        """Takes the next item out, or raises QueueEmpty."""
        if self.empty():
            if self._is_shutdown:
                raise QueueShutDown()
            raise QueueEmpty()
        item = self._get()
        self._wake_next(self._putters)
        return item
    def task_done(self):
        """Says that an item taken out has been dealt with."""
        if self._unfinished_tasks <= 0:
            raise ValueError("task_done() called too many times")
        self._unfinished_tasks -= 1
        if self._unfinished_tasks == 0:
            self._nothing_left.set()
    async def join(self):
        """Waits until every item put in has been dealt with."""
        if self._unfinished_tasks > 0:
            await self._nothing_left.wait()
    def shutdown(self, immediate=False):
        """No more puts; gets until it is empty. immediate: throws away what is in it."""
        self._is_shutdown = True
        if immediate:
            while len(self._queue) > 0:
                self._get()
                if self._unfinished_tasks > 0:
                    self._unfinished_tasks -= 1
            if self._unfinished_tasks == 0:
                self._nothing_left.set()
        for waiter in self._getters + self._putters:
            if not waiter.done():
                waiter.set_result(None)
        self._getters.clear()
        self._putters.clear()

class LifoQueue(Queue):
    """Last in, first out."""
    def _get(self):
        return self._queue.pop()

class PriorityQueue(Queue):
    """Least first: a heap of the items, which must be comparable."""
    def _put(self, item):
        heapq.heappush(self._queue, item)
    def _get(self):
        return heapq.heappop(self._queue)
`;
