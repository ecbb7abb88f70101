"""Threads that wait for the one before."""
import threading

log = []


def work(n, before):
    if before is not None:
        before.join()
    log.append(n)


before = None
for n in range(3):
    before = threading.Thread(target=work, args=(n, before))
    before.start()
before.join()
print(repr(log))
