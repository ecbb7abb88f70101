/**
 * `multiprocessing.Pipe`. An end is open in every process that has a copy of it and has neither closed it nor ended
 * (`_owners`, kept by `scheduler/handles` when processes start and ends are sent): only when nobody has the other end
 * open does `recv` raise EOFError. A pipe holds 65,536 bytes; who sends more waits for a reader.
 * Source: `Lib/multiprocessing/connection.py`, CPython 3.12.
 */
export const processPipes = `
def _is_open(end):
    for owner in end._owners:
        if owner < 0 or not _ended(owner):
            return True
    return False

class Connection:
    """One end of a pipe."""
    _common = True
    def __init__(self, readable, writable):
        self._readable = readable
        self._writable = writable
        self._other_end = None
        self._inbox = ()
        self._unread = 0
        self._owners = (_process(),)
    def send(self, obj):
        """Sends a copy of an object; waits while the pipe is full."""
        self._send(obj, True)
    def send_bytes(self, buffer, offset=0, size=None):
        """Sends bytes as they are."""
        self._send(buffer[offset:] if size is None else buffer[offset:offset + size], False)
    def _send(self, message, pickling):
        long = False
        select "waits for room in the pipe of {self}":
            when _process() not in self._owners "finds {self} closed":
                raise OSError("handle is closed")
            when not self._writable "cannot send by {self}":
                raise OSError("connection is read-only")
            when not _is_open(self._other_end) "finds nobody at the other end of {self}":
                raise BrokenPipeError(32, "Broken pipe")
            when self._other_end._unread < _capacity "sends by {self}":
                packed = _pickle(message) if pickling else message
                size = _pickled_size(packed)
                self._other_end._inbox = self._other_end._inbox + ((size, packed),)
                self._other_end._unread += size
                long = self._other_end._unread > _capacity
        if long:
            select "waits until the other end of {self} has been read from":
                when self._other_end._unread <= _capacity "has sent by {self}":
                    pass
                when not _is_open(self._other_end) "finds nobody at the other end of {self}":
                    raise BrokenPipeError(32, "Broken pipe")
    def recv(self):
        """Receives an object; waits for one. EOFError: nobody has the other end open any more."""
        select "waits for a message at {self}":
            when _process() not in self._owners "finds {self} closed":
                raise OSError("handle is closed")
            when not self._readable "cannot receive at {self}":
                raise OSError("connection is write-only")
            when len(self._inbox) > 0 "receives at {self}":
                size, message = self._inbox[0]
                self._inbox = self._inbox[1:]
                self._unread -= size
                return _unpickle(message)
            when not _is_open(self._other_end) "finds nobody at the other end of {self}":
                raise EOFError()
    def recv_bytes(self, maxlength=None):
        """Receives bytes."""
        return self.recv()
    def _is_ready(self):
        return len(self._inbox) > 0 or not _is_open(self._other_end)
    def poll(self, timeout=0.0):
        """Whether recv would return at once, or raise EOFError; waits for that until time is up."""
        select "waits for a message at {self}":
            when _process() not in self._owners "finds {self} closed":
                raise OSError("handle is closed")
            when not self._readable "cannot receive at {self}":
                raise OSError("connection is write-only")
            when self._is_ready() "finds something at {self}":
                return True
            when timeout is not None and timeout <= 0 "finds nothing at {self}":
                return False
            after timeout "gives up on {self}":
                return False
    def close(self):
        """Closes this end for this process; others may still have it open."""
        select "waits for {self}":
            when True "closes {self}":
                self._owners = tuple([owner for owner in self._owners if owner != _process()])
    @property
    def closed(self):
        """Whether this process has closed this end."""
        select "waits for {self}":
            when True "looks whether {self} is closed":
                return _process() not in self._owners
    @property
    def readable(self):
        return self._readable
    @property
    def writable(self):
        return self._writable
    def __enter__(self):
        return self
    def __exit__(self, type, value, traceback):
        self.close()

def Pipe(duplex=True):
    """The two ends of a pipe; of a pipe in one direction the first receives, the second sends."""
    first = Connection(True, duplex)
    second = Connection(duplex, True)
    first._other_end = second
    second._other_end = first
    select "creates a pipe":
        when True "creates a pipe":
            _here.ends = _here.ends + (first, second)
    return first, second

def _ready_among(objects):
    return [each for each in objects if each._is_ready()]

def _wait(objects, timeout=None):
    """Waits until one of the connections can be received from, or one of the processes has ended; gives those."""
    objects = list(objects)
    select "waits for one of several connections":
        when len(_ready_among(objects)) > 0 "finds a connection ready":
            return _ready_among(objects)
        when timeout is not None and timeout <= 0 "finds no connection ready":
            return []
        after timeout "gives up on its connections":
            return []
`;
