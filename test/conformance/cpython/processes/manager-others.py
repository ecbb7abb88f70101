"""Other managed objects."""
from multiprocessing import Manager, Process, set_start_method

log = []


def work(ns, v, q, lock):
    with lock:
        ns.x += 1
        v.value += 1
    q.put([ns.x])


if __name__ == "__main__":
    set_start_method("fork")
    with Manager() as m:
        ns, v, q, lock = m.Namespace(x=1), m.Value("i", 5), m.Queue(), m.Lock()
        p = Process(target=work, args=(ns, v, q, lock))
        p.start()
        log.append(q.get())
        p.join()
        log.append((ns.x, v.value, q.empty(), lock.acquire()))
        inner = m.dict(n=0)
        outer = m.list([inner])
        outer[0]["n"] = 9
        log.append(inner["n"])
    print(repr(log))
