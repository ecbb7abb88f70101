"""A timer that fires and one that is cancelled."""
import threading

log = []


def ring(what, times=1):
    log.append(what * times)


timer = threading.Timer(0.001, ring, args=("ring ",), kwargs={"times": 2})
log.append((timer.interval, timer.args, timer.kwargs, timer.finished.is_set(), timer.daemon))
timer.start()
timer.join()
log.append(timer.finished.is_set())
timer.cancel()
never = threading.Timer(1000, ring, ["never"])
never.cancel()
never.start()
never.join()
log.append((never.finished.is_set(), never.is_alive(), isinstance(never, threading.Thread)))
print(repr(log))
