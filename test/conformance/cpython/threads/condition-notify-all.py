"""All that wait are woken, in any order."""
import threading

log = []
open = False
condition = threading.Condition()


def waiter(name):
    with condition:
        condition.wait_for(lambda: open)
        log.append(name)


threads = [threading.Thread(target=waiter, args=(name,)) for name in "ab"]
for t in threads:
    t.start()
with condition:
    open = True
    log.append("open")
    condition.notify_all()
for t in threads:
    t.join()
print(repr(log))
