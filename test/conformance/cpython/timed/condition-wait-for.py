"""The limit of wait_for holds for all its waits together."""
import threading
import time

log = []
condition = threading.Condition()
level = [0]


def waits(limit, wanted):
    with condition:
        log.append((wanted, condition.wait_for(lambda: level[0] >= wanted, limit)))


threads = [threading.Thread(target=waits, args=case) for case in ((0.15, 3), (0.5, 2), (0.5, 4))]
for thread in threads:
    thread.start()
for step in range(4):
    time.sleep(0.06)
    with condition:
        level[0] += 1
        condition.notify_all()
for thread in threads:
    thread.join()
print(repr(log))
