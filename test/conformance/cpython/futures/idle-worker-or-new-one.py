"""A worker that has just delivered may, or may not, take the next call."""
import threading
from concurrent.futures import ThreadPoolExecutor

log = []


def who():
    return threading.current_thread().name


with ThreadPoolExecutor(2, thread_name_prefix="w") as pool:
    log.append(pool.submit(who).result())
    log.append(pool.submit(who).result())
print(repr(log))
