"""A list that is being sorted looks empty."""
import threading

items = [2, 1]
log = []


def order(n):
    return str(n)


def sorter():
    try:
        items.sort(key=order)
    except ValueError as error:
        log.append(str(error))


def reader():
    log.append(list(items))


threads = [threading.Thread(target=sorter), threading.Thread(target=reader)]
for t in threads:
    t.start()
for t in threads:
    t.join()
log.append(items)
print(repr(log))
