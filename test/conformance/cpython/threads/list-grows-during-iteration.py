"""A list may."""
import threading

items = [1, 2]
seen = []


def reader():
    for item in items:
        seen.append(item)


def writer():
    items.append(3)


threads = [threading.Thread(target=reader), threading.Thread(target=writer)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(repr(seen))
