"""A dictionary must not grow while somebody goes through it."""
import threading

table = {"a": 1, "b": 2}
log = []


def reader():
    try:
        for key in table:
            log.append(key)
    except RuntimeError as error:
        log.append(str(error))


def writer():
    table["c"] = 3


threads = [threading.Thread(target=reader), threading.Thread(target=writer)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(repr(log))
