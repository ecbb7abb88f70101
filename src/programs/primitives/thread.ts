/**
 * `threading.Thread` and what is known about the running one. A Thread object is a name for a unit: `_unit` is None until
 * it is started. A unit of a `thread` block has one too, if the scenario mentions it by name.
 */
export const thread = `
class Thread:
    """A thread of control: runs target(*args, **kwargs), or the run() of a subclass."""
    _unpicklable = "_thread.lock"
    _initialized = False
    _unit = None
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, "group argument must be None for now"
        self._target = target
        self._args = args
        self._kwargs = kwargs
        self._thread_name = None if name is None else str(name)
        self._daemonic = _daemon(_me()) if daemon is None else daemon
        self._unit = None
        self._initialized = True
    def start(self):
        """Starts the thread; once only."""
        if not self._initialized:
            raise RuntimeError("thread.__init__() not called")
        select "waits for {self}":
            when self._unit is None "starts {self}":
                self._unit = self._launch()
                everybody = _library("threading._everybody")
                if everybody is not None:
                    everybody.threads = everybody.threads + (self,)
            when True "starts {self._unit} again":
                raise RuntimeError("threads can only be started once")
    def _launch(self):
        if self._thread_name is None:
            _started.unnamed += 1
            return _spawn(self.run, (), {}, _default_name(_started.unnamed, self._target), self._daemonic, self)
        return _spawn(self.run, (), {}, self._thread_name, self._daemonic, self)
    def run(self):
        """What the thread does: calls the target."""
        if self._target is not None:
            if self._kwargs is None:
                self._target(*self._args)
            else:
                self._target(*self._args, **self._kwargs)
    def join(self, timeout=None):
        """Waits until the thread has ended, or the time is up; tells nothing of how it ended."""
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        select "waits for {self._unit} to end":
            when self._unit is None "joins a thread that has not been started":
                raise RuntimeError("cannot join thread before it is started")
            when self._unit == _me() "joins itself":
                raise RuntimeError("cannot join current thread")
            when _ended(self._unit) "joins {self._unit}":
                pass
            when timeout is not None and timeout <= 0 "finds {self._unit} alive":
                pass
            after timeout "stops waiting for {self._unit}":
                pass
    def is_alive(self):
        """Whether the thread has been started and has not ended."""
        select "waits for {self}":
            when True "looks whether {self._unit} is alive":
                return self._unit is not None and not _ended(self._unit)
    @property
    def name(self):
        """A name to know it by."""
        given = self._thread_name
        if given is not None:
            return given
        unit = self._unit
        return _default_name(_started.unnamed + 1, self._target) if unit is None else _unit_name(unit)
    @name.setter
    def name(self, name):
        self._thread_name = str(name)
    @property
    def daemon(self):
        """Whether the program may end without it."""
        return self._daemonic
    @daemon.setter
    def daemon(self, daemonic):
        if self._unit is not None:
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic
    @property
    def ident(self):
        """A number that no other thread has, None before the start."""
        return None if self._unit is None else self._unit + 1
    @property
    def native_id(self):
        return self.ident
    def isDaemon(self):
        return self.daemon
    def setDaemon(self, daemonic):
        self.daemon = daemonic
    def getName(self):
        return self.name
    def setName(self, name):
        self.name = name

def _default_name(number, target):
    name = getattr(target, "__name__", None)
    return f"Thread-{number}" if name is None else f"Thread-{number} ({name})"

class _Started:
    def __init__(self):
        self.unnamed = 0
shared _started = _Started()

class _Declared(Thread):
    def __init__(self, template, args):
        super().__init__(args=args)
        self._template = template
        self._position = _position(template)
    def _launch(self):
        return _spawn_declared(self._template, self._args, self._position, None, self)

class _Found(Thread):
    def __init__(self, unit):
        super().__init__()
        self._unit = unit

def _declared(template, args=()):
    return _Declared(template, args)

class _Registry:
    """Each thread's own entry "current" is its Thread object, as it was started; only current_thread wants to know."""
shared _registry = _Registry()

class _Everybody:
    """The Thread objects that were started; only enumerate wants to know."""
    def __init__(self):
        self.threads = ()
shared _everybody = _Everybody()

def current_thread():
    """The thread that runs: the object that was started, if there is one."""
    known = _tls(_registry)
    if "current" not in known:
        known["current"] = _Found(_me())
    return known["current"]

def currentThread():
    return current_thread()

def active_count():
    """How many threads have been started and have not ended."""
    select "waits for nobody":
        when True "counts the threads":
            return len(_living_threads())

def activeCount():
    return active_count()

def enumerate():
    """The threads that have been started and have not ended."""
    me = current_thread()
    select "waits for nobody":
        when True "looks which threads there are":
            living = _living_threads()
            started = {thread._unit: thread for thread in _everybody.threads}
            return [me if unit == _number() else started[unit] if unit in started else _Found(unit) for unit in living]

def main_thread():
    """The thread that started the program."""
    return current_thread() if _number() == 0 else _Found(0)

def get_ident():
    """A number that no other thread has."""
    return _number() + 1

def get_native_id():
    return _number() + 1
`;
