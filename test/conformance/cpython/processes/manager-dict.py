"""A managed dict."""
from multiprocessing import Manager, Process, set_start_method

log = []


def work(d, l):
    d["b"] = [2]
    l.append("child")


if __name__ == "__main__":
    set_start_method("fork")
    with Manager() as m:
        d, l = m.dict(a=1), m.list([0])
        p = Process(target=work, args=(d, l))
        p.start()
        p.join()
        log.append(dict(d))
        log.append((list(l), len(l), l[-1], "child" in l))
        d["b"].append(3)
        log.append(d["b"])
        log.append((d.get("c"), d.pop("a"), d.keys(), d.items(), d.copy(), str(d)))
        try:
            d["zz"]
        except KeyError as e:
            log.append(repr(e))
        l.extend([5, 4])
        l.remove("child")
        l.sort()
        log.append(l[:])
    print(repr(log))
