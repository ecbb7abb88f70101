/**
 * `multiprocessing.Manager`: a process that keeps objects for others. Every call of a proxy is one message, so one step; what
 * it is given and what it gives are copies, so that changing a list got from a managed dict changes nothing.
 * Source: `Lib/multiprocessing/managers.py` (BaseProxy, SyncManager), CPython 3.12.
 */
const proxies = `
from queue import Queue as _ThreadQueue
from threading import Barrier as _Barrier, BoundedSemaphore as _BoundedSemaphore, Condition as _Condition
from threading import Event as _Event, Lock as _Lock, RLock as _RLock, Semaphore as _Semaphore

class _Proxy:
    """What knows where an object of the manager is."""
    _common = True
    def __init__(self, manager, data):
        self._manager = manager
        self._data = data
    def _ask(self, name, *args):
        select "waits for the manager of {self}":
            when self._manager._gone "finds the manager of {self} gone":
                self._manager._refuse()
            when True "calls a method of {self}":
                self._manager._meet()
                return _unpickle(getattr(self._data, name)(*_pickle(args)))
    def _getvalue(self):
        """A copy of the object."""
        return self._ask("copy")
    def __len__(self):
        select "waits for the manager of {self}":
            when self._manager._gone "finds the manager of {self} gone":
                self._manager._refuse()
            when True "looks how long {self} is":
                self._manager._meet()
                return len(self._data)
    def __contains__(self, item):
        select "waits for the manager of {self}":
            when self._manager._gone "finds the manager of {self} gone":
                self._manager._refuse()
            when True "looks what is in {self}":
                self._manager._meet()
                return item in self._data
    def __getitem__(self, key):
        select "waits for the manager of {self}":
            when self._manager._gone "finds the manager of {self} gone":
                self._manager._refuse()
            when True "reads {self}[{key}]":
                self._manager._meet()
                found = self._data[key]
                _reads_item(self, key, found)
                return _unpickle(found)
    def __setitem__(self, key, value):
        select "waits for the manager of {self}":
            when self._manager._gone "finds the manager of {self} gone":
                self._manager._refuse()
            when True "writes {self}[{key}]":
                self._manager._meet()
                packed = _pickle(value)
                _writes_item(self, key, self._before(key), packed)
                self._data[key] = packed
    def __delitem__(self, key):
        select "waits for the manager of {self}":
            when self._manager._gone "finds the manager of {self} gone":
                self._manager._refuse()
            when True "deletes {self}[{key}]":
                self._manager._meet()
                del self._data[key]
    def __str__(self):
        select "waits for the manager of {self}":
            when True "reads {self}":
                return str(self._data)
    def pop(self, *args):
        return self._ask("pop", *args)
    def copy(self):
        return self._ask("copy")

class DictProxy(_Proxy):
    """A dict that a manager keeps."""
    def _before(self, key):
        return self._data.get(key)
    def _views(self, view):
        select "waits for the manager of {self}":
            when self._manager._gone "finds the manager of {self} gone":
                self._manager._refuse()
            when True "reads {self}":
                self._manager._meet()
                data = self._data
                return _unpickle(list(data.keys() if view == 0 else data.values() if view == 1 else data.items()))
    def __iter__(self):
        return iter(self._views(0))
    def keys(self):
        return self._views(0)
    def values(self):
        return self._views(1)
    def items(self):
        return self._views(2)
    def get(self, key, default=None):
        return self._ask("get", key, default)
    def setdefault(self, key, default=None):
        return self._ask("setdefault", key, default)
    def popitem(self):
        return self._ask("popitem")
    def clear(self):
        return self._ask("clear")
    def update(self, *args, **kwargs):
        given = dict(*args)
        given.update(kwargs)
        return self._ask("update", given)

class ListProxy(_Proxy):
    """A list that a manager keeps."""
    def _before(self, key):
        return None if isinstance(key, slice) else self._data[key]
    def __iter__(self):
        at = 0
        while True:
            select "waits for the manager of {self}":
                when self._manager._gone "finds the manager of {self} gone":
                    self._manager._refuse()
                when at < len(self._data) "reads {self}[{at}]":
                    item = _unpickle(self._data[at])
                when True "finds the end of {self}":
                    return None
            at += 1
            yield item
    def append(self, item):
        return self._ask("append", item)
    def extend(self, items):
        return self._ask("extend", list(items))
    def insert(self, at, item):
        return self._ask("insert", at, item)
    def remove(self, item):
        return self._ask("remove", item)
    def index(self, *args):
        return self._ask("index", *args)
    def count(self, item):
        return self._ask("count", item)
    def reverse(self):
        return self._ask("reverse")
    def sort(self):
        return self._ask("sort")
    def __add__(self, other):
        return self._ask("copy") + other
    def __iadd__(self, other):
        self._ask("extend", list(other))
        return self
`;

const others = `
class ValueProxy:
    """A value that a manager keeps."""
    _common = True
    def __init__(self, manager, value):
        self._manager = manager
        self._kept = _pickle(value)
    @property
    def value(self):
        select "waits for the manager of {self}":
            when self._manager._gone "finds the manager of {self} gone":
                self._manager._refuse()
            when True "reads {self}.value":
                self._manager._meet()
                _reads(self, "value", self._kept)
                return _unpickle(self._kept)
    @value.setter
    def value(self, value):
        select "waits for the manager of {self}":
            when self._manager._gone "finds the manager of {self} gone":
                self._manager._refuse()
            when True "writes {self}.value":
                self._manager._meet()
                packed = _pickle(value)
                _writes(self, "value", self._kept, packed)
                self._kept = packed
    def get(self):
        return self.value
    def set(self, value):
        self.value = value

class NamespaceProxy:
    """Attributes that a manager keeps."""
    _common = True
    def __init__(self, manager, attributes):
        object.__setattr__(self, "_manager", manager)
        object.__setattr__(self, "_data", attributes)
    def __getattr__(self, name):
        select "waits for the manager of {self}":
            when self._manager._gone "finds the manager of {self} gone":
                self._manager._refuse()
            when name in self._data "reads an attribute of {self}":
                self._manager._meet()
                _reads(self, name, self._data[name])
                return _unpickle(self._data[name])
            when True "looks for an attribute of {self}":
                raise AttributeError(f"'Namespace' object has no attribute '{name}'")
    def __setattr__(self, name, value):
        select "waits for the manager of {self}":
            when self._manager._gone "finds the manager of {self} gone":
                self._manager._refuse()
            when True "writes an attribute of {self}":
                self._manager._meet()
                packed = _pickle(value)
                _writes(self, name, self._data.get(name), packed)
                self._data[name] = packed

class AcquirerProxy(_Lock):
    """A lock that a manager keeps."""
    _common = True
    _unpicklable = None

class _RLockProxy(_RLock):
    _common = True
    _unpicklable = None

class _SemaphoreProxy(_Semaphore):
    _common = True
    _unpicklable = None

class _BoundedSemaphoreProxy(_BoundedSemaphore):
    _common = True
    _unpicklable = None

class EventProxy(_Event):
    """An event that a manager keeps."""
    _common = True
    _unpicklable = None

class ConditionProxy(_Condition):
    """A condition that a manager keeps."""
    _common = True
    _unpicklable = None
    def __init__(self, lock=None):
        super().__init__(_RLockProxy() if lock is None else lock)

class BarrierProxy(_Barrier):
    """A barrier that a manager keeps."""
    _common = True
    _unpicklable = None

class _QueueProxy(_ThreadQueue):
    """A queue that a manager keeps: what has been put is there at once."""
    _common = True
    _unpicklable = None
    def _put(self, item):
        self.queue.append(_pickle(item))
    def _get(self):
        return _unpickle(self.queue.pop(0))

class SyncManager:
    """A process that keeps objects for others."""
    _common = True
    def __init__(self):
        self._gone = False
        self._clients = ()
    def _meet(self):
        if _process() not in self._clients:
            self._clients = tuple(sorted(self._clients + (_process(),)))
    def _refuse(self):
        if _process() in self._clients:
            raise BrokenPipeError(32, "Broken pipe")
        raise FileNotFoundError(2, "No such file or directory")
    def start(self):
        """Starts the process, if Manager has not done that."""
    def shutdown(self):
        """Ends the process; what it kept is gone."""
        select "waits for {self}":
            when True "shuts down {self}":
                self._gone = True
    def __enter__(self):
        return self
    def __exit__(self, type, value, traceback):
        self.shutdown()
    def dict(self, *args, **kwargs):
        given = dict(*args)
        given.update(kwargs)
        return DictProxy(self, _pickle(given))
    def list(self, items=()):
        return ListProxy(self, _pickle(list(items)))
    def Array(self, typecode, items):
        return ListProxy(self, _pickle(list(items)))
    def Value(self, typecode, value):
        return ValueProxy(self, value)
    def Namespace(self, **kwargs):
        return NamespaceProxy(self, _pickle(kwargs))
    def Lock(self):
        return AcquirerProxy()
    def RLock(self):
        return _RLockProxy()
    def Semaphore(self, value=1):
        return _SemaphoreProxy(value)
    def BoundedSemaphore(self, value=1):
        return _BoundedSemaphoreProxy(value)
    def Event(self):
        return EventProxy()
    def Condition(self, lock=None):
        return ConditionProxy(lock)
    def Barrier(self, parties, action=None, timeout=None):
        return BarrierProxy(parties, action, timeout)
    def Queue(self, maxsize=0):
        return _QueueProxy(maxsize)
    def JoinableQueue(self, maxsize=0):
        return _QueueProxy(maxsize)

def Manager():
    """Starts a process that keeps objects for others."""
    return SyncManager()
`;

export const processManagers = [proxies, others].join("\n");
