"""Two elements that two threads swap."""
import threading

items = ["a", "b", "c"]


def swap(i, j):
    first = items[i]
    items[i] = str(items[j])
    items[j] = str(first)


threads = [threading.Thread(target=swap, args=pair) for pair in ((0, 1), (1, 2))]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(repr(items))
