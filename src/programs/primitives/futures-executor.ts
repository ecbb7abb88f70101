/** What all executors have in common: `map`, the with-block. Source: `Lib/concurrent/futures/_base.py` (3.12). */
export const executor = `
class BrokenExecutor(RuntimeError):
    """The executor cannot be used any more."""

class Executor:
    """Runs calls elsewhere."""
    def submit(self, fn, *args, **kwargs):
        """Has fn(*args, **kwargs) run; the future of its result."""
        raise NotImplementedError()
    def _submit(self, fn, args, kwargs, messenger):
        future = self.submit(fn, *args, **kwargs)
        future.add_done_callback(messenger._arrived)
        return future
    def map(self, fn, *iterables, timeout=None, chunksize=1):
        """Submits all calls at once; gives their results in the order of the input."""
        deadline = None if timeout is None else _now() + timeout
        futures = [self.submit(fn, *args) for args in zip(*iterables)]
        return _results(futures, timeout, deadline)
    def shutdown(self, wait=True, *, cancel_futures=False):
        """No more calls; waits for those there are."""
        pass
    def __enter__(self):
        return self
    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False

def _results(futures, timeout, deadline):
    try:
        while len(futures) > 0:
            future = futures.pop(0)
            try:
                result = future.result() if timeout is None else future.result(_left(timeout, deadline))
            except TimeoutError:
                future.cancel()
                raise
            yield result
    finally:
        for future in futures:
            future.cancel()

def _left(timeout, deadline):
    return timeout if timeout <= 0 else max(0, deadline - _now())

def _is_short(arg):
    if isinstance(arg, (str, bytes)):
        return len(arg) <= 40
    return isinstance(arg, (int, float, type(None)))

def _call_text(fn, args):
    shown = [repr(arg) if _is_short(arg) else "…" for arg in args]
    return f"{getattr(fn, '__name__', 'a call')}({', '.join(shown)})"
`;
