"""A consumer that gives up, and one that waits long enough."""
import queue
import threading
import time

log = []
items = queue.Queue()


def consumer(name, limit):
    try:
        log.append((name, items.get(timeout=limit)))
    except queue.Empty:
        log.append((name, "nothing"))


threads = [
    threading.Thread(target=consumer, args=("hasty", 0.05)),
    threading.Thread(target=consumer, args=("patient", 0.5)),
]
for thread in threads:
    thread.start()
time.sleep(0.12)
items.put("late")
for thread in threads:
    thread.join()
log.append(items.qsize())
print(repr(log))
