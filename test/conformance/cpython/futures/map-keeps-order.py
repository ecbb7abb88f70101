"""Map gives results in the order of the input."""
from concurrent.futures import ThreadPoolExecutor

log = []


def join(a, b):
    return f"{a}{b}"


with ThreadPoolExecutor(max_workers=3) as pool:
    log.extend(pool.map(join, "abcd", [1, 2, 3]))
    log.append(list(pool.map(len, [], chunksize=4)))
print(repr(log))
