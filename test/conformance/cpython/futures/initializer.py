"""Each worker begins with the initializer, once."""
import threading
from concurrent.futures import ThreadPoolExecutor

log = []
own = threading.local()


def begin(name):
    own.name = name
    log.append("begins")


def ask(n):
    return own.name, n


with ThreadPoolExecutor(1, initializer=begin, initargs=("Ada",)) as pool:
    log.append(list(pool.map(ask, range(2))))
print(repr(log))
