"""join with a limit comes back whether the thread has ended or not."""
import threading
import time

log = []


def work():
    time.sleep(0.15)
    log.append("worked")


thread = threading.Thread(target=work)
thread.start()
thread.join(0.05)
log.append(thread.is_alive())
thread.join(0.5)
log.append(thread.is_alive())
print(repr(log))
