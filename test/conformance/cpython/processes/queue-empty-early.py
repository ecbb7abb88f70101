"""Put may return before anything is in the pipe."""
from multiprocessing import Queue, set_start_method

log = []


if __name__ == "__main__":
    set_start_method("fork")
    q = Queue()
    q.put("x" * 1000)
    log.append(q.empty())
    log.append(len(q.get()))
    print(repr(log))
