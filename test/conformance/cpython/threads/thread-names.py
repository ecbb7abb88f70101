"""Names that nobody gave."""
import threading

log = []


def work():
    log.append(threading.current_thread().name)


def other():
    log.append(threading.current_thread().name)


first = threading.Thread(target=work, name="first")
first.start()
first.join()
first.name = "renamed"
log.append(first.name)
log.append(threading.current_thread().name)
log.append(threading.current_thread() is threading.main_thread())
named = threading.Thread(target=other, name=7)
named.start()
named.join()
print(repr(log))
