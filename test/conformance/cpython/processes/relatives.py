"""Children that run."""
from multiprocessing import active_children, Event, Process, set_start_method

log = []


def work(event):
    event.wait()


if __name__ == "__main__":
    set_start_method("fork")
    event = Event()
    p = Process(target=work, args=(event,))
    log.append(len(active_children()))
    p.start()
    log.append(active_children() == [p])
    event.set()
    p.join()
    log.append(active_children())
    print(repr(log))
