"""A thread before, during and after its life."""
import threading

log = []
gate = threading.Event()


def work():
    gate.wait()
    log.append("ran")


t = threading.Thread(target=work, name="worker")
log.append((t.name, t.is_alive(), t.daemon, t.ident is None))
t.start()
log.append((t.is_alive(), t.ident is None))
gate.set()
t.join()
log.append((t.is_alive(), t.join(), t.join(0), t.name))
print(repr(log))
