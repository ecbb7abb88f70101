"""Arrays."""
from multiprocessing import Array, RawArray, set_start_method

log = []


if __name__ == "__main__":
    set_start_method("fork")
    a = Array("i", 3)
    a[0] = 5
    a[-1] += 2
    log.append((a[:], len(a), list(a), sum(a)))
    a[0:2] = [7, 8]
    log.append(a[1])
    for wrong in (lambda: a[3], lambda: Array("i", -1)):
        try:
            wrong()
        except (IndexError, ValueError) as e:
            log.append(type(e).__name__)
    with a.get_lock():
        log.append(a[0])
    r = RawArray("d", [1, 2])
    log.append(r[:])
    c = Array("c", b"hello")
    c[0] = b"j"
    log.append((c.value, c[1:3]))
    print(repr(log))
