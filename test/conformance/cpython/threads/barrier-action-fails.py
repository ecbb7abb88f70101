"""An action that fails breaks the barrier."""
import threading

log = []


def action():
    raise KeyError("action")

barrier = threading.Barrier(2, action)


def work():
    try:
        barrier.wait()
    except Exception as error:
        log.append((type(error).__name__, str(error), isinstance(error, RuntimeError)))


threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(repr((sorted(log), barrier.broken)))
