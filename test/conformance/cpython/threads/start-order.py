"""Nobody promises an order."""
import threading

log = []


def work(name):
    log.append(name)


threads = [threading.Thread(target=work, args=(name,)) for name in "abc"]
for t in threads:
    t.start()
log.append("started")
for t in threads:
    t.join()
print(repr(log))
