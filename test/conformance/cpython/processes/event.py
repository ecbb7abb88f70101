"""An event between processes."""
import multiprocessing
from multiprocessing import Process, set_start_method

log = []


def work(event, done):
    event.wait()
    done.set()


if __name__ == "__main__":
    set_start_method("fork")
    event, done = multiprocessing.Event(), multiprocessing.Event()
    p = Process(target=work, args=(event, done))
    p.start()
    log.append(done.wait(0))
    event.set()
    log.append(done.wait())
    event.clear()
    log.append(event.is_set())
    log.append(event.wait(0.01))
    p.join()
    print(repr(log))
