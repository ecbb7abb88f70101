"""The same barrier again and again."""
import threading

log = []
barrier = threading.Barrier(2)


def work():
    for round in range(2):
        if barrier.wait() == 0:
            log.append(round)
        barrier.wait()


threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(repr(log))
