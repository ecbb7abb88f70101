/**
 * `as_completed` and `wait` of `concurrent.futures`. A cancelled future counts only when a worker has dropped it: before
 * that, and for ever if the pool was shut down with cancel_futures, both wait for it (as CPython's do).
 * Source: `Lib/concurrent/futures/_base.py` (3.12).
 */
export const waiting = `
const FIRST_COMPLETED = "FIRST_COMPLETED"
const FIRST_EXCEPTION = "FIRST_EXCEPTION"
const ALL_COMPLETED = "ALL_COMPLETED"

class _Waiter:
    def __init__(self):
        self._arrived = ()

def as_completed(fs, timeout=None):
    """Gives the futures as they are done: those that are done already first, in any order."""
    deadline = None if timeout is None else _now() + timeout
    pending = _distinct(fs)
    total = len(pending)
    waiter = _Waiter()
    select "waits for futures":
        when True "looks which futures are done":
            finished = [future for future in pending if future._is_seen_done()]
            pending = [future for future in pending if not future._is_seen_done()]
            for future in pending:
                future._waiters = future._waiters + (waiter,)
    while len(finished) > 0:
        chosen = choose(*range(len(finished)))
        yield finished.pop(chosen)
    left = timeout
    while len(pending) > 0:
        if timeout is not None:
            left = deadline - _now()
        _waiting = _names(pending)
        select "waits for {_waiting}":
            when len(waiter._arrived) > 0 and _waiting is not None "is given {waiter._arrived.0}":
                future = waiter._arrived[0]
                waiter._arrived = waiter._arrived[1:]
            when timeout is not None and timeout <= 0 "finds none done":
                raise TimeoutError(f"{len(pending)} (of {total}) futures unfinished")
            after left if left is None or left > 0 else 0 "gives up on {_waiting}":
                raise TimeoutError(f"{len(pending)} (of {total}) futures unfinished")
        pending.remove(future)
        yield future

def wait(fs, timeout=None, return_when="ALL_COMPLETED"):
    """Waits for the futures, or for the first of them, or for the first exception; the sets of those done and not done."""
    futures = _distinct(fs)
    _waiting = _names(futures)
    select "waits for {_waiting}":
        when _are_done(futures, return_when) "is done waiting":
            done = {future for future in futures if future._is_seen_done()}
            not_done = {future for future in futures if not future._is_seen_done()}
        when return_when not in ("FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED") "waits wrongly":
            raise ValueError(f"Invalid return condition: {return_when!r}")
        when timeout is not None and timeout <= 0 "looks which futures are done":
            done = {future for future in futures if future._is_seen_done()}
            not_done = {future for future in futures if not future._is_seen_done()}
        after timeout if _waiting is not None else 0 "gives up on {_waiting}":
            done = {future for future in futures if future._is_seen_done()}
            not_done = {future for future in futures if not future._is_seen_done()}
    return DoneAndNotDoneFutures(done, not_done)

def _are_done(futures, return_when):
    done = [future for future in futures if future._is_seen_done()]
    if len(done) == len(futures):
        return True
    if return_when == "FIRST_EXCEPTION":
        return any([future._exception is not None for future in done])
    return return_when == "FIRST_COMPLETED" and len(done) > 0

def _distinct(fs):
    known = []
    for future in fs:
        if all([future is not other for other in known]):
            known.append(future)
    return known

def _names(futures):
    names = [future._task for future in futures if future._task is not None]
    others = len(futures) - len(names)
    if others > 0:
        names.append("a Future" if others == 1 else f"{others} Futures")
    return "no futures" if len(names) == 0 else ", ".join(names)

class DoneAndNotDoneFutures:
    """What wait returns: the sets done and not_done."""
    def __init__(self, done, not_done):
        self.done = done
        self.not_done = not_done
    def __iter__(self):
        return iter((self.done, self.not_done))
    def __len__(self):
        return 2
    def __getitem__(self, index):
        return (self.done, self.not_done)[index]
    def __repr__(self):
        return f"DoneAndNotDoneFutures(done={self.done!r}, not_done={self.not_done!r})"
`;
