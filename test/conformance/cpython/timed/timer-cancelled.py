"""A timer that fires, and one that is cancelled in time."""
import threading
import time

log = []

first = threading.Timer(0.05, log.append, ["first"])
second = threading.Timer(0.15, log.append, ["second"])
first.start()
second.start()
time.sleep(0.1)
log.append("cancel")
second.cancel()
second.join()
log.append("end")
print(repr(log))
