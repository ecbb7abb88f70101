"""A future of one's own goes through its states."""
from concurrent.futures import CancelledError, Future, InvalidStateError

log = []


def attempt(call, *args):
    try:
        return call(*args)
    except (CancelledError, InvalidStateError, RuntimeError, TimeoutError) as error:
        return type(error).__name__


future = Future()
log.append((future.running(), attempt(future.result, 0)))
log.append((future.set_running_or_notify_cancel(), future.running(), attempt(future.exception, 0)))
future.set_result("here")
log.append((future.done(), attempt(future.set_result, "again"), attempt(future.set_running_or_notify_cancel)))
other = Future()
log.append((other.cancel(), other.set_running_or_notify_cancel(), attempt(other.set_exception, OSError())))
print(repr(log))
