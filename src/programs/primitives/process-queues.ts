/**
 * `multiprocessing.Queue`. `put` returns at once: a thread of the putting process carries its items to the pipe, in their
 * order. So items of different producers arrive in any order, until a producer has handed over its items (at its
 * end, or by `join_thread`): then they are in the pipe before whatever is put later.
 *
 *   _arrived   what is known to be in the pipe, in order: (size, pickled)
 *   _carried   in the order of the puts: (producer, size, pickled), and (producer,) where one has handed over
 *
 * Source: `Lib/multiprocessing/queues.py`, CPython 3.12.
 */
const queues = `
import queue

const _capacity = 65536

def _feeds(queue):
    """Notes that this process has items to hand over at its end."""
    if _here.feeder != _process():
        _here.feeder = _process()
        _here.queues = ()
    if queue not in _here.queues:
        _here.queues = _here.queues + (queue,)

class Queue:
    """First in, first out for each putting process; put waits while maxsize items are in it, unless maxsize is 0."""
    _common = True
    _inherited = "Queue"
    def __init__(self, maxsize=0):
        self._maxsize = maxsize
        self._arrived = ()
        self._carried = ()
        self._closed_in = ()
        self._abandoned_in = ()
        self._unfinished = 0
    def __repr__(self):
        return f"<multiprocessing.queues.{type(self).__name__} object>"
    def _count(self):
        count = len(self._arrived)
        for entry in self._carried:
            if len(entry) > 1:
                count += 1
        return count
    def _heads(self):
        """Where the items are that may come next."""
        heads = []
        producers = []
        for place, entry in enumerate(self._carried):
            if len(entry) == 1:
                if entry[0] in producers:
                    break
            elif entry[0] not in producers:
                producers.append(entry[0])
                heads.append(place)
        return heads
    def _certain(self):
        """Whether some item is known to be in the pipe."""
        if len(self._arrived) > 0:
            return True
        for entry in self._carried:
            if len(entry) == 1:
                return True
        return False
    def _arrive(self):
        """One of the items that may come next does."""
        heads = self._heads()
        place = heads[0] if len(heads) == 1 else choose(*heads)
        self._arrived = self._arrived + (self._carried[place][1:],)
        left = []
        producers = []
        for i, entry in enumerate(self._carried):
            if len(entry) == 1:
                if entry[0] in producers:
                    left.append(entry)
            elif i != place:
                producers.append(entry[0])
                left.append(entry)
        self._carried = tuple(left)
    def _take(self):
        if len(self._arrived) == 0:
            self._arrive()
        item = self._arrived[0][1]
        self._arrived = self._arrived[1:]
        return _unpickle(item)
    def put(self, obj, block=True, timeout=None):
        """Puts a copy of an item in; waits for room. Full: not blocking, or timed out."""
        select "waits for room in {self}":
            when _process() in self._closed_in "finds {self} closed":
                raise ValueError(f"Queue {self!r} is closed")
            when self._maxsize <= 0 or self._count() < self._maxsize "puts an item into {self}":
                self._unfinished += 1
                packed = _pickle_or_lose(obj)
                if packed is not None:
                    _feeds(self)
                    self._carried = self._carried + ((_process(), _pickled_size(packed), packed[0]),)
            when not block or (timeout is not None and timeout <= 0) "finds {self} full":
                raise queue.Full()
            after timeout "gives up on {self}: full":
                raise queue.Full()
    def get(self, block=True, timeout=None):
        """Takes an item out; waits for one. Empty: not blocking, or timed out, or nothing has arrived yet."""
        select "waits for an item in {self}":
            when _process() in self._closed_in "finds {self} closed":
                raise ValueError(f"Queue {self!r} is closed")
            when self._certain() or (len(self._carried) > 0 and block and (timeout is None or timeout > 0)) "takes an item from {self}":
                return self._take()
            when len(self._carried) > 0 "looks for an item in {self}":
                if choose(True, False):
                    return self._take()
                raise queue.Empty()
            when not block or (timeout is not None and timeout <= 0) "finds {self} empty":
                raise queue.Empty()
            after timeout "gives up on {self}: empty":
                raise queue.Empty()
    def put_nowait(self, obj):
        """Puts an item in, or raises Full."""
        return self.put(obj, False)
    def get_nowait(self):
        """Takes the next item out, or raises Empty."""
        return self.get(False)
    def qsize(self):
        """How many items have been put and not taken."""
        select "waits for {self}":
            when True "counts the items in {self}":
                return self._count()
    def empty(self):
        """Whether nothing has arrived yet; may be wrong at once."""
        select "waits for {self}":
            when self._certain() "finds an item in {self}":
                return False
            when len(self._carried) == 0 "finds {self} empty":
                return True
            when True "looks whether {self} is empty":
                if choose(True, False):
                    return True
                self._arrive()
                return False
    def full(self):
        """Whether there is no room; may be wrong at once."""
        select "waits for {self}":
            when True "looks whether {self} is full":
                return 0 < self._maxsize <= self._count()
    def close(self):
        """This process puts and gets nothing more."""
        select "waits for {self}":
            when True "closes {self}":
                if _process() not in self._closed_in:
                    self._closed_in = self._closed_in + (_process(),)
    def join_thread(self):
        """After close: waits until all items of this process are in the pipe."""
        select "waits until its items fit into the pipe of {self}":
            when _process() not in self._closed_in "joins the thread of {self} before closing it":
                raise AssertionError(f"Queue {self!r} not closed")
            when self._fits() "hands over its items in {self}":
                self._mark()
    def cancel_join_thread(self):
        """This process may end before all its items are in the pipe; they are lost."""
        select "waits for {self}":
            when True "will not wait for its items in {self}":
                if _process() not in self._abandoned_in:
                    self._abandoned_in = self._abandoned_in + (_process(),)
    def _fits(self):
        """Whether what is in the pipe and what this process has put are no more than it holds."""
        mine = _process()
        size = 0
        for entry in self._arrived:
            size += entry[0]
        known = ()
        own = 0
        for entry in reversed(self._carried):
            if len(entry) == 1:
                known = known + entry
            elif entry[0] == mine:
                own += entry[1]
            elif entry[0] in known:
                size += entry[1]
        return own == 0 or size + own <= _capacity
    def _mark(self):
        if len([entry for entry in self._carried if entry[0] == _process()]) > 0:
            self._carried = self._carried + ((_process(),),)
    def _forget(self):
        """Of its items only so many as happened to arrive in time are in the pipe."""
        mine = len([entry for entry in self._carried if entry[0] == _process()])
        kept = choose(*range(mine + 1)) if mine > 0 else 0
        left = []
        for entry in self._carried:
            if entry[0] != _process():
                left.append(entry)
            elif kept > 0:
                kept -= 1
                left.append(entry)
        self._carried = tuple(left)
        self._mark()
    def _hand_over(self):
        select "waits until its items fit into the pipe of {self}":
            when _process() in self._abandoned_in "leaves its items in {self} behind":
                self._forget()
            when self._fits() "hands over its items in {self}":
                self._mark()

class JoinableQueue(Queue):
    """A queue that knows how many of its items have been dealt with."""
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
`;

const simple = `
class SimpleQueue:
    """A pipe with a lock at each end: put writes into it at once, and waits while it is full."""
    _common = True
    _inherited = "SimpleQueue"
    def __init__(self):
        self._arrived = ()
        self._unread = 0
        self._closed_in = ()
    def put(self, obj):
        """Puts a copy of an item in."""
        long = False
        select "waits for room in {self}":
            when _process() in self._closed_in "finds {self} closed":
                raise OSError("handle is closed")
            when self._unread < _capacity "puts an item into {self}":
                packed = _pickle(obj)
                size = _pickled_size(packed)
                self._unread += size
                self._arrived = self._arrived + ((size, packed),)
                long = self._unread > _capacity
        if long:
            select "waits until {self} has been read from":
                when self._unread <= _capacity "has put its item into {self}":
                    pass
    def get(self):
        """Takes the next item out; waits for one."""
        select "waits for an item in {self}":
            when _process() in self._closed_in "finds {self} closed":
                raise OSError("handle is closed")
            when len(self._arrived) > 0 "takes an item from {self}":
                size, item = self._arrived[0]
                self._arrived = self._arrived[1:]
                self._unread -= size
                return _unpickle(item)
    def empty(self):
        """Whether nothing is in it; may be wrong at once."""
        select "waits for {self}":
            when True "looks whether {self} is empty":
                return len(self._arrived) == 0
    def close(self):
        """This process puts and gets nothing more."""
        select "waits for {self}":
            when True "closes {self}":
                self._closed_in = self._closed_in + (_process(),)
`;

export const processQueues = [queues, simple].join("\n");
