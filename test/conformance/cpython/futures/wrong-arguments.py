"""What an executor does not accept."""
from concurrent.futures import Executor, ThreadPoolExecutor

log = []


def attempt(call, *args):
    try:
        call(*args)
    except (NotImplementedError, TypeError, ValueError) as error:
        log.append(f"{type(error).__name__}: {error}")


attempt(ThreadPoolExecutor, 0)
attempt(ThreadPoolExecutor, 1, "", 3)
attempt(Executor().submit, abs, 1)
print(repr(log))
