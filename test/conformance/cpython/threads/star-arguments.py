"""Arguments of every kind."""
import threading

log = []


def work(a, b=2, *rest, c, d=4, **others):
    log.append((a, b, rest, c, d, sorted(others.items())))


def attempt(call):
    try:
        call()
    except TypeError as error:
        log.append(str(error))


for args, kwargs in (((1,), {"c": 3}), ((1, 2, 3, 4), {"c": 5, "e": 6, "d": 7})):
    t = threading.Thread(target=work, args=args, kwargs=kwargs)
    t.start()
    t.join()
attempt(lambda: work(*[]))
attempt(lambda: work(*[1]))
attempt(lambda: work(**{"c": 1}))
attempt(lambda: work(*[1], **{"a": 2, "c": 3}))
attempt(lambda: attempt(*()))
attempt(lambda: attempt(*(1, 2, 3)))
attempt(lambda: attempt(**{"call": print, "other": 1}))
print(repr(log))
