"""Two threads and a nonlocal variable."""
import threading

log = []


def make():
    n = 0

    def step():
        nonlocal n
        seen = n
        log.append(seen)
        n = seen + 1

    return step

step = make()


threads = [threading.Thread(target=step) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(repr(log))
