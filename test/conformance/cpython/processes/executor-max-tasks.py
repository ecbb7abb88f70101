"""A worker that is replaced after each call remembers nothing."""
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

log = []
calls = 0


def count(n):
    global calls
    calls += n
    return calls


if __name__ == "__main__":
    with ProcessPoolExecutor(1, get_context("fork")) as pool:
        log.append(list(pool.map(count, [1, 1, 1])))
    with ProcessPoolExecutor(1, max_tasks_per_child=1) as pool:
        log.append(list(pool.map(count, [1, 1, 1])))
    log.append(calls)
    for limit in [0, "two"]:
        try:
            ProcessPoolExecutor(1, max_tasks_per_child=limit)
        except (TypeError, ValueError) as error:
            log.append(str(error))
    try:
        ProcessPoolExecutor(1, get_context("fork"), max_tasks_per_child=1)
    except ValueError as error:
        log.append(str(error))
    print(repr(log))
