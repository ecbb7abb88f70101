"""Functions in functions, and loop variables that all share."""
import threading

log = []


def counter():
    n = 0

    def step():
        nonlocal n
        n += 1
        return n

    return step


def shared_default(item, items=[]):
    items.append(item)
    return items


step = counter()
other = counter()
t = threading.Thread(target=lambda: log.append((step(), step(), other())))
t.start()
t.join()
log.append((step(), other()))
late = [lambda: n for n in range(3)]
early = [lambda n=n: n for n in range(3)]
log.append(([f() for f in late], [f() for f in early]))
for item in "ab":
    t = threading.Thread(target=shared_default, args=(item,))
    t.start()
    t.join()
log.append(shared_default("c"))
print(repr(log))
