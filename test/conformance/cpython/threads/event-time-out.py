"""Whether the event comes in time."""
import threading

log = []
event = threading.Event()


def waiter():
    log.append(event.wait(0.0001))


t = threading.Thread(target=waiter)
t.start()
event.set()
t.join()
print(repr(log))
