/**
 * `multiprocessing.Process`. A Process object is a name for a unit, as a Thread is; the child has a copy of it. What a
 * process has of its own is the engine's business (`scheduler/processes`); here is what can be done with one.
 * Source: `Lib/multiprocessing/process.py`, `popen_fork.py`, `util.py` (_exit_function), CPython 3.12.
 */
export const process = `
class _Here:
    """What a process knows of itself; every process has its own."""
    def __init__(self):
        self.current = None
        self.started = 0
        self.method = None
        self.feeder = None
        self.queues = ()
        self.ends = ()
shared _here = _Here()

const _prefixes = {"fork": "Fork", "spawn": "Spawn", "forkserver": "ForkServer"}

class ProcessError(Exception):
    pass
class BufferTooShort(ProcessError):
    pass
class TimeoutError(ProcessError):
    pass
class AuthenticationError(ProcessError):
    pass

class Process:
    """A process: runs target(*args, **kwargs), or the run() of a subclass, in a memory of its own."""
    _unit = None
    _parent = None
    _method = None
    _prefix = "Process"
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, "group argument must be None for now"
        self._target = target
        self._args = tuple(args)
        self._kwargs = {} if kwargs is None else dict(kwargs)
        self._name = name
        self._daemonic = (_process() >= 0 and _daemon(_process())) if daemon is None else daemon
        self._unit = None
        self._parent = _process()
    def start(self):
        """Starts the process; once only."""
        assert self._unit is None, "cannot start a process twice"
        assert self._parent == _process(), "can only start a process object created by current process"
        assert _process() < 0 or not _daemon(_process()), "daemonic processes are not allowed to have children"
        select "waits for {self}":
            when self._name is None "starts a process":
                _here.started += 1
                self._name = f"{self._prefix}-{_here.started}"
                self._unit = self._launch(self._method or _here.method)
                _note_child(self)
            when True "starts {self._name}":
                self._unit = self._launch(self._method or _here.method)
                _note_child(self)
    def _launch(self, method):
        return _spawn_process(self._begin, (), {}, self._name, self._daemonic, method, _leave)
    def _begin(self):
        _here.current = self
        self.run()
    def run(self):
        """What the process does: calls the target."""
        if self._target is not None:
            self._target(*self._args, **self._kwargs)
    def join(self, timeout=None):
        """Waits until the process has ended, or the time is up; tells nothing of how it ended."""
        assert self._parent == _process(), "can only join a child process"
        assert self._unit is not None, "can only join a started process"
        select "waits for {self._unit} to end":
            when _ended(self._unit) "joins {self._unit}":
                pass
            when timeout is not None and timeout <= 0 "finds {self._unit} alive":
                pass
            after timeout "stops waiting for {self._unit}":
                pass
    def is_alive(self):
        """Whether the process has been started and has not ended."""
        if self is _here.current:
            return True
        assert self._parent == _process(), "can only test a child process"
        select "waits for {self}":
            when True "looks whether {self._unit} is alive":
                return self._unit is not None and _exit_code(self._unit) is None
    @property
    def exitcode(self):
        """0 after a normal end, 1 after an exception, n after sys.exit(n), -15 when terminated; None while it runs."""
        if self._unit is None:
            return None
        select "waits for {self}":
            when True "looks at the exit code of {self._unit}":
                return _exit_code(self._unit)
    def terminate(self):
        """Ends the process where it is: nothing is cleaned up, what it holds stays held."""
        self._signal(15)
    def kill(self):
        """Ends the process where it is."""
        self._signal(9)
    def _signal(self, number):
        assert self._unit is not None, "can only terminate a started process"
        select "waits for {self}":
            when True "terminates {self._unit}":
                _kill(self._unit, number)
    def close(self):
        """Gives up the object of a process that has ended."""
        if self._unit is not None:
            select "waits for {self}":
                when _ended(self._unit) "closes {self._unit}":
                    pass
                when True "closes {self._unit}, which still runs":
                    raise ValueError("Cannot close a process while it is still running. You should first call join() or terminate().")
    @property
    def name(self):
        return f"{self._prefix}-{_here.started + 1}" if self._name is None else self._name
    @name.setter
    def name(self, name):
        self._name = name
    @property
    def daemon(self):
        """Whether it is ended together with its parent."""
        return self._daemonic
    @daemon.setter
    def daemon(self, daemonic):
        assert self._unit is None, "process has already started"
        self._daemonic = daemonic
    @property
    def pid(self):
        """A number that no other process has, None before the start."""
        return _pid(_process()) if self is _here.current else None if self._unit is None else _pid(self._unit)
    @property
    def ident(self):
        return self.pid
    @property
    def sentinel(self):
        """What multiprocessing.connection.wait takes for the end of the process."""
        if self._unit is None:
            raise ValueError("process not started")
        return _Sentinel(self._unit)
    def __repr__(self):
        return f"<Process name={self.name!r}>"

def _note_child(process):
    """Only active_children wants to know; without it, nobody else sees the Process."""
    relatives = _library("multiprocessing._relatives")
    if relatives is not None:
        relatives.children = relatives.children + (process,)

def _start_worker(method, target, args):
    """A worker of a pool, started within the step of who asks."""
    assert _process() < 0 or not _daemon(_process()), "daemonic processes are not allowed to have children"
    _here.started += 1
    prefix = "Process" if method is None else f"{_prefixes[method]}Process"
    worker = Process(target=target, name=f"{prefix}-{_here.started}", args=args, daemon=False)
    worker._unit = worker._launch(method or _here.method)
    _note_child(worker)
    return worker

class _Sentinel:
    def __init__(self, process):
        self._process = process
    def _is_ready(self):
        return _ended(self._process)

def _pid(process):
    return process + 1001

class _DeclaredProcess(Process):
    def __init__(self, template, args):
        super().__init__(args=args)
        self._template = template
        self._position = _position(template)
        self._name = _unit_name_of(template, self._position)
    def _launch(self, method):
        return _spawn_declared(self._template, self._args, self._position, method)

def _declared(template, args=()):
    return _DeclaredProcess(template, args)

class _MainProcess(Process):
    def __init__(self):
        super().__init__(name="MainProcess", daemon=False)

def current_process():
    """The process that runs."""
    if _here.current is None:
        _here.current = _MainProcess()
    return _here.current

def _fed():
    return _here.queues if _here.feeder == _process() else ()

def _leave():
    if _single():
        queues = _fed()
    else:
        pools = _library("concurrent.futures._pools")
        if pools is not None:
            select "waits for {pools}":
                when True "shuts down its pools":
                    open = tuple(pools.open)
            for pool in open:
                pool.shutdown()
        select "waits for its threads to end":
            when _threads_ended() "ends with all its threads":
                _end_threads()
                queues = _fed()
    for queue in queues:
        queue._hand_over()

def cpu_count():
    return 4

def get_start_method(allow_none=False):
    """fork, spawn or forkserver."""
    return _here.method or _start_method()

def set_start_method(method, force=False):
    """How processes are started from now on."""
    if method not in ("fork", "spawn", "forkserver"):
        raise ValueError(f"cannot find context for {method!r}")
    if _here.method is not None and not force:
        raise RuntimeError("context has already been set")
    _here.method = method

def get_all_start_methods():
    return ["fork", "spawn", "forkserver"]

def freeze_support():
    """Needed by frozen Windows programs only."""
`;
