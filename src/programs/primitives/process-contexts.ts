/**
 * `multiprocessing.get_context`: the same names for one start method; and what a process knows of its relatives.
 * Source: `Lib/multiprocessing/context.py`, `process.py` (active_children, parent_process), CPython 3.12.
 */
const relatives = `
class _Relatives:
    """The children that a process has started; every process has its own."""
    def __init__(self):
        self.children = ()
shared _relatives = _Relatives()

def active_children():
    """The child processes that run."""
    select "looks for its children":
        when True "looks for its children":
            return [child for child in _relatives.children if child._parent == _process() and _exit_code(child._unit) is None]

class _ParentProcess:
    """The process that started the running one."""
    def __init__(self, process):
        self._process = process
        self.name = "MainProcess" if process < 0 else _unit_name(process)
        self.pid = _pid(process)
        self.ident = self.pid
    def is_alive(self):
        return self._process < 0 or not _ended(self._process)

def parent_process():
    """The process that started this one; None in the main process."""
    return None if _process() < 0 else _ParentProcess(current_process()._parent)
`;

const contexts = `
class _Context:
    """multiprocessing, with one way of starting processes."""
    def __init__(self, method):
        self._way = method
    def Process(self, *args, **kwargs):
        made = Process(*args, **kwargs)
        if self._way is not None:
            made._method = self._way
            made._prefix = f"{_prefixes[self._way]}Process"
        return made
    def Pool(self, *args, **kwargs):
        return _PoolOf(self._way, *args, **kwargs)
    def Manager(self):
        return Manager()
    def Queue(self, maxsize=0):
        return Queue(maxsize)
    def JoinableQueue(self, maxsize=0):
        return JoinableQueue(maxsize)
    def SimpleQueue(self):
        return SimpleQueue()
    def Pipe(self, duplex=True):
        return Pipe(duplex)
    def Lock(self):
        return Lock()
    def RLock(self):
        return RLock()
    def Semaphore(self, value=1):
        return Semaphore(value)
    def BoundedSemaphore(self, value=1):
        return BoundedSemaphore(value)
    def Condition(self, lock=None):
        return Condition(lock)
    def Event(self):
        return Event()
    def Barrier(self, parties, action=None, timeout=None):
        return Barrier(parties, action, timeout)
    def Value(self, typecode_or_type, *args, lock=True):
        return Value(typecode_or_type, *args, lock=lock)
    def RawValue(self, typecode_or_type, *args):
        return RawValue(typecode_or_type, *args)
    def Array(self, typecode_or_type, size_or_initializer, *, lock=True):
        return Array(typecode_or_type, size_or_initializer, lock=lock)
    def RawArray(self, typecode_or_type, size_or_initializer):
        return RawArray(typecode_or_type, size_or_initializer)
    def current_process(self):
        return current_process()
    def active_children(self):
        return active_children()
    def parent_process(self):
        return parent_process()
    def cpu_count(self):
        return cpu_count()
    def get_start_method(self, allow_none=False):
        return self._way or get_start_method()

class _PoolOf(Pool):
    def __init__(self, method, *args, **kwargs):
        self._start_by = method
        super().__init__(*args, **kwargs)

def get_context(method=None):
    """multiprocessing with that start method."""
    if method is not None and method not in _prefixes:
        raise ValueError(f"cannot find context for {method!r}")
    return _Context(method)
`;

export const processContexts = [relatives, contexts].join("\n");

/** `multiprocessing.connection`, `multiprocessing.managers`, `multiprocessing.pool`: other places of the same names. */
export const processConnection = `
from multiprocessing import Connection, Pipe
import multiprocessing

def wait(object_list, timeout=None):
    """Waits until one of the connections can be received from, or one of the processes has ended; gives those."""
    return multiprocessing._wait(object_list, timeout)
`;

/** What crosses between processes, by hand. The bytes cannot be looked into. */
export const pickle = `
const HIGHEST_PROTOCOL = 5
const DEFAULT_PROTOCOL = 4

class _Pickled:
    """An object as bytes."""
    def __init__(self, packed):
        self._packed = packed
    def __len__(self):
        return _pickled_size(self._packed)
    def __eq__(self, other):
        return isinstance(other, _Pickled) and self._packed == other._packed

def dumps(obj, protocol=None):
    """The object as bytes."""
    return _Pickled(_pickle(obj))

def loads(data):
    """A new object like the one that was pickled."""
    if not isinstance(data, _Pickled):
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'")
    return _unpickle(data._packed)
`;

/** What `os` knows of processes. */
export const os = `
def getpid():
    """A number that no other process has."""
    return _process() + 1001

def cpu_count():
    return 4

def _exit(status):
    """Ends the process at once: nothing is cleaned up, no finally runs."""
    select "ends at once":
        when True "ends the process at once":
            _exit_now(status)
`;
