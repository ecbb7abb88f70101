/**
 * `multiprocessing.Pool`: daemonic processes that take tasks, in order, and give back results. A task and its result are
 * pickled. Workers that have not done anything yet are alike, so the first of them takes the next task; all others do
 * whoever is free. A task whose worker is gone never has a result.
 * Source: `Lib/multiprocessing/pool.py`, CPython 3.12.
 */
const work = `
class MaybeEncodingError(Exception):
    """A result cannot be pickled."""

class _Job:
    """What has come back for one call: (part, whether it went well, pickled value), in order of arrival."""
    _common = True
    def __init__(self, parts, listened):
        self._results = ()
        self._missing = parts
        self._listened = listened
        self._told = not listened
    def _is_done(self):
        return self._missing == 0 and self._told
    def _ended_well(self):
        for part, well, value in self._results:
            if not well:
                return False
        return True
    def _failure(self):
        for part, well, value in self._results:
            if not well:
                return value
    def _part(self, wanted):
        for result in self._results:
            if result[0] == wanted:
                return result

class _Work:
    """What the pool and its workers have in common."""
    _common = True
    def __init__(self, ordered):
        self._tasks = ()
        self._unfinished = 0
        self._ordered = ordered
        self._fresh = 0
        self._to_tell = ()
    def _next(self, number, fresh):
        select "waits for a task":
            when len(self._tasks) > 0 and not (fresh and self._ordered and number != self._fresh) "takes a task":
                task = self._tasks[0]
                self._tasks = self._tasks[1:]
                if fresh and self._ordered:
                    self._fresh += 1
                return task
    def _add(self, job, part, packed):
        self._tasks = self._tasks + ((job, part, packed),)
        self._unfinished += 1
    def _finish(self, job, part, well, packed):
        job._results = job._results + ((part, well, packed),)
        job._missing -= 1
        if job._listened and job._missing == 0:
            self._to_tell = self._to_tell + (job,)
    def _return(self, job, part, well, packed):
        select "waits for the pool":
            when True "returns a result":
                self._unfinished -= 1
                self._finish(job, part, well, packed)

def _pool_worker(work, number, initializer, initargs, maxtasks):
    if initializer is not None:
        initializer(*initargs)
    fresh = True
    done = 0
    while maxtasks is None or done < maxtasks:
        job, part, packed = work._next(number, fresh)
        fresh = False
        if maxtasks is not None:
            done += 1
        try:
            func, form, given, keywords = _unpickle(packed)
            packed = None
            if form == "call":
                result = func(*given, **keywords)
            elif form == "map":
                result = [func(item) for item in given]
            else:
                result = [func(*items) for items in given]
            well = True
        except SystemExit:
            continue
        except Exception as e:
            result = e
            well = False
        try:
            packed = _pickle(result)
        except Exception as e:
            well = False
            packed = _pickle(MaybeEncodingError(f"Error sending result: '{result!r}'. Reason: '{e!r}'"))
        result = None
        work._return(job, part, well, packed)
        job = None
        packed = None

def _tell(pool):
    """A thread of the pool's process: calls back, and replaces workers that have ended."""
    while True:
        job = None
        select "waits for results":
            when len(pool._work._to_tell) > 0 "handles a result":
                job = pool._work._to_tell[0]
                callback, error_callback = pool._listeners[job._number]
            when pool._has_gaps() "replaces a worker":
                pool._fill()
        if job is not None:
            if job._ended_well():
                if callback is not None:
                    callback(_outcome(job))
            elif error_callback is not None:
                error_callback(_unpickle(job._failure()))
            select "waits for {pool}":
                when True "has handled a result":
                    pool._work._to_tell = pool._work._to_tell[1:]
                    job._told = True

def _outcome(job):
    """The result of a call, or of all its parts in order."""
    if job._single:
        return _unpickle(job._results[0][2])
    whole = []
    for part, well, value in sorted(job._results, key=_first):
        whole.extend(_unpickle(value))
    return whole

def _first(result):
    return result[0]
`;

const results = `
class AsyncResult:
    """What a task of a pool will give."""
    def __init__(self, job):
        self._job = job
    def get(self, timeout=None):
        """Waits for the result; raises what the task has raised. TimeoutError: time is up."""
        job = self._job
        select "waits for the result of a task":
            when job._is_done() and job._ended_well() "gets the result of a task":
                return _outcome(job)
            when job._is_done() "gets what a task has raised":
                raise _unpickle(job._failure())
            when timeout is not None and timeout <= 0 "finds no result":
                raise TimeoutError()
            after timeout "gives up on a task":
                raise TimeoutError()
    def wait(self, timeout=None):
        """Waits until there is a result, or time is up."""
        job = self._job
        select "waits for the result of a task":
            when job._is_done() "sees that a task is done":
                pass
            when timeout is not None and timeout <= 0 "finds no result":
                pass
            after timeout "gives up on a task":
                pass
    def ready(self):
        """Whether there is a result."""
        job = self._job
        select "waits for the pool":
            when True "looks whether a task is done":
                return job._is_done()
    def successful(self):
        """Whether the task has raised nothing; ValueError if it is not done."""
        job = self._job
        select "waits for the pool":
            when job._is_done() "looks how a task has ended":
                return job._ended_well()
            when True "finds a task not done":
                raise ValueError(f"{self!r} not ready")

class MapResult(AsyncResult):
    """What the tasks of a map will give."""

class IMapIterator:
    """Gives results one after the other, as soon as they are there."""
    def __init__(self, job, parts, unordered):
        self._job = job
        self._count = parts
        self._unordered = unordered
        self._part_now = 0
        self._rest = []
    def __iter__(self):
        return self
    def __next__(self):
        return self.next()
    def next(self, timeout=None):
        """Waits for the next result. TimeoutError: time is up."""
        if len(self._rest) == 0:
            if self._part_now == self._count:
                raise StopIteration()
            self._fetch(self._job, self._part_now, timeout)
        return self._rest.pop(0)
    def _fetch(self, job, at, timeout):
        select "waits for the next result":
            when self._is_there(job, at) "gets the next result":
                part, well, value = job._results[at] if self._unordered else job._part(at)
            when timeout is not None and timeout <= 0 "finds no result":
                raise TimeoutError()
            after timeout "gives up on the next result":
                raise TimeoutError()
        self._part_now += 1
        if not well:
            raise _unpickle(value)
        self._rest = _unpickle(value)
    def _is_there(self, job, at):
        return len(job._results) > at if self._unordered else job._part(at) is not None
`;

const pool = `
class Pool:
    """So many processes that take tasks."""
    _refused = "pool objects cannot be passed between processes or pickled"
    _start_by = None
    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None):
        count = cpu_count() if processes is None else processes
        if count < 1:
            raise ValueError("Number of processes must be at least 1")
        if maxtasksperchild is not None and (not isinstance(maxtasksperchild, int) or maxtasksperchild <= 0):
            raise ValueError("maxtasksperchild must be a positive int or None")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._size = count
        self._initial = (initializer, tuple(initargs), maxtasksperchild)
        self._state_now = "RUN"
        self._listeners = ()
        self._helper = None
        self._begun = 0
        self._workers = ()
        self._open(_Work(initializer is None), maxtasksperchild is not None)
    def _open(self, work, replacing):
        select "starts a pool":
            when True "starts a pool":
                self._work = work
                self._fill()
        if replacing:
            self._help()
    def _has_gaps(self):
        if self._state_now == "TERMINATE":
            return False
        for worker in self._workers:
            if _ended(worker._unit):
                return True
        return False
    def _fill(self):
        alive = tuple([worker for worker in self._workers if not _ended(worker._unit)])
        method = self._start_by or _here.method or _start_method()
        initializer, initargs, maxtasks = self._initial
        for number in range(self._size - len(alive)):
            _here.started += 1
            worker = Process(
                target=_pool_worker,
                name=f"{_prefixes[method]}PoolWorker-{_here.started}",
                args=(self._work, self._begun, initializer, initargs, maxtasks),
                daemon=True,
            )
            worker._unit = worker._launch(method)
            _note_child(worker)
            alive = alive + (worker,)
            self._begun += 1
        self._workers = alive
    def _help(self):
        if self._helper is None:
            self._helper = _spawn(_tell, (self,), {}, "Thread-pool", True)
    def _submit(self, func, form, parts, keywords, single, callback, error_callback):
        listened = callback is not None or error_callback is not None
        job = _Job(len(parts), listened)
        job._single = single
        if len(parts) == 0:
            job._told = True
        if listened:
            select "waits for the pool":
                when (self._state_now == "RUN") "gets ready to handle results":
                    job._number = len(self._listeners)
                    self._listeners = self._listeners + ((callback, error_callback),)
                    self._help()
                when True "finds the pool closed":
                    raise ValueError("Pool not running")
        select "waits for the pool":
            when (self._state_now == "RUN") "gives the pool something to do":
                work = self._work
                for part, given in enumerate(parts):
                    try:
                        work._add(job, part, _pickle((func, form, given, keywords)))
                    except Exception as e:
                        work._finish(job, part, False, _pickle(e))
            when True "finds the pool closed":
                raise ValueError("Pool not running")
        return job
    def apply_async(self, func, args=(), kwds=None, callback=None, error_callback=None):
        """Has func(*args, **kwds) called in a worker."""
        return AsyncResult(self._submit(func, "call", [tuple(args)], {} if kwds is None else dict(kwds), True, callback, error_callback))
    def apply(self, func, args=(), kwds=None):
        """Has func(*args, **kwds) called in a worker, and waits for the result."""
        return self.apply_async(func, args, kwds).get()
    def _map(self, func, iterable, form, chunksize, callback=None, error_callback=None):
        items = list(iterable)
        if chunksize is None:
            chunksize = -(-len(items) // (self._size * 4))
        chunks = [items[i:i + chunksize] for i in range(0, len(items), max(chunksize, 1))]
        return MapResult(self._submit(func, form, chunks, {}, False, callback, error_callback))
    def map(self, func, iterable, chunksize=None):
        """Has func called for each item; the results, in order."""
        return self._map(func, iterable, "map", chunksize).get()
    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        """map, without waiting."""
        return self._map(func, iterable, "map", chunksize, callback, error_callback)
    def starmap(self, func, iterable, chunksize=None):
        """Has func(*items) called for each tuple; the results, in order."""
        return self._map(func, iterable, "star", chunksize).get()
    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        """starmap, without waiting."""
        return self._map(func, iterable, "star", chunksize, callback, error_callback)
    def _imap(self, func, iterable, chunksize, unordered):
        if chunksize < 1:
            raise ValueError(f"Chunksize must be 1+, not {chunksize}")
        items = list(iterable)
        chunks = [items[i:i + chunksize] for i in range(0, len(items), chunksize)]
        return IMapIterator(self._submit(func, "map", chunks, {}, False, None, None), len(chunks), unordered)
    def imap(self, func, iterable, chunksize=1):
        """The results in order, each as soon as it is there."""
        return self._imap(func, iterable, chunksize, False)
    def imap_unordered(self, func, iterable, chunksize=1):
        """The results as they come."""
        return self._imap(func, iterable, chunksize, True)
    def close(self):
        """No more tasks; those that there are will be done."""
        select "waits for the pool":
            when True "closes the pool":
                if self._state_now == "RUN":
                    self._state_now = "CLOSE"
    def terminate(self):
        """Ends the workers wherever they are."""
        select "waits for the pool":
            when True "terminates the pool":
                self._stop()
    def _stop(self):
        self._state_now = "TERMINATE"
        for worker in self._workers:
            if not _ended(worker._unit):
                _kill(worker._unit, 15)
    def join(self):
        """After close or terminate: waits until all tasks are done and the workers have ended."""
        select "waits for the pool to finish":
            when (self._state_now == "RUN") "joins the pool without closing it":
                raise ValueError("Pool is still running")
            when (self._state_now == "TERMINATE") "joins the pool":
                pass
            when self._work._unfinished == 0 and len(self._work._to_tell) == 0 "joins the pool":
                self._stop()
    def __enter__(self):
        select "waits for the pool":
            when (self._state_now == "RUN") "enters the pool":
                return self
            when True "finds the pool closed":
                raise ValueError("Pool not running")
    def __exit__(self, type, value, traceback):
        self.terminate()
`;

export const processPools = [work, results, pool].join("\n");
