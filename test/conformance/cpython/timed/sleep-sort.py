"""Threads that sleep as long as their number says come in order."""
import threading
import time

log = []


def item(n):
    time.sleep(n * 0.05)
    log.append(n)


threads = [threading.Thread(target=item, args=(n,)) for n in (3, 1, 2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(repr(log))
