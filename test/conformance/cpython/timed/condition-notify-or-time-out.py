"""Who waits longest is notified, who waits shortest gives up."""
import threading
import time

log = []
condition = threading.Condition()


def waits(name, delay, limit):
    time.sleep(delay)
    with condition:
        log.append((name, condition.wait(limit)))


threads = [threading.Thread(target=waits, args=case) for case in (("a", 0, 0.1), ("b", 0.05, 1), ("c", 0.1, 1))]
for thread in threads:
    thread.start()
for pause in (0.2, 0.06):
    time.sleep(pause)
    with condition:
        condition.notify()
        log.append("notify")
for thread in threads:
    thread.join()
print(repr(log))
