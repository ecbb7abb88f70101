"""Map raises at the place of the error, and is over then."""
from concurrent.futures import ThreadPoolExecutor

log = []


def tenth(n):
    return 10 // n


with ThreadPoolExecutor(max_workers=2) as pool:
    results = pool.map(tenth, [5, 0, 2])
    log.append(next(results))
    try:
        next(results)
    except ZeroDivisionError as error:
        log.append(str(error))
    log.append(next(results, "over"))
print(repr(log))
