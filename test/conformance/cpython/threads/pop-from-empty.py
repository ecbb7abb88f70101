"""Looking whether there is one, then taking it."""
import threading

items = ["only"]
log = []


def take():
    try:
        if len(items) > 0:
            log.append(str(items.pop()))
        else:
            log.append("nothing")
    except IndexError as error:
        log.append(str(error))


threads = [threading.Thread(target=take) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(repr(sorted(log)))
