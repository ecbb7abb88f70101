"""A notify that may come too late."""
import threading

log = []
condition = threading.Condition()


def waiter():
    with condition:
        log.append(condition.wait(0.0001))


t = threading.Thread(target=waiter)
t.start()
with condition:
    condition.notify()
    log.append("notified")
t.join()
print(repr(log))
