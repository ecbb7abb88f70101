"""A reset while somebody may wait."""
import threading

log = []
barrier = threading.Barrier(2)


def work():
    try:
        log.append(barrier.wait(0.01))
    except threading.BrokenBarrierError:
        log.append("broken")


t = threading.Thread(target=work)
t.start()
log.append(barrier.n_waiting)
barrier.reset()
log.append(barrier.broken)
t.join()
log.append(barrier.broken)
print(repr(log))
