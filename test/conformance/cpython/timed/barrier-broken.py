"""Who gives up at a barrier breaks it for the others, too."""
import threading
import time

log = []
barrier = threading.Barrier(3)


def comes(name, limit):
    try:
        barrier.wait(limit)
    except threading.BrokenBarrierError:
        log.append(name)
        if name == "hasty":
            time.sleep(0.05)
            log.append(barrier.broken)


threads = [threading.Thread(target=comes, args=case) for case in (("hasty", 0.05), ("patient", 1))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
log.sort(key=str)
print(repr(log))
