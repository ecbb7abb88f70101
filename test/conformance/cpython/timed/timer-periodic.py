"""A timer that starts its successor ticks until it is told to stop."""
import threading
import time

log = []
stop = threading.Event()


def tick(n):
    log.append(n)
    if not stop.is_set():
        threading.Timer(0.1, tick, [n + 1]).start()


threading.Timer(0.1, tick, [1]).start()
time.sleep(0.25)
stop.set()
log.append("stop")
time.sleep(0.15)
print(repr(log))
