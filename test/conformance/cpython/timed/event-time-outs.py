"""Three wait for an event: one gives up, two are woken; the clock says when."""
import threading
import time

log = []
event = threading.Event()


def waits(limit, after):
    got = event.wait(limit)
    time.sleep(after)
    log.append((limit, got))


start = time.monotonic()
threads = [threading.Thread(target=waits, args=case) for case in ((0.05, 0), (0.2, 0), (None, 0.06))]
for thread in threads:
    thread.start()
time.sleep(0.1)
event.set()
for thread in threads:
    thread.join()
log.append(round(time.monotonic() - start, 1))
print(repr(log))
