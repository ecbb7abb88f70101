"""Two writes that somebody sees between."""
import threading

low = 0
high = 0
seen = []


def widen():
    global low, high
    low = int("-1")
    high = int("1")


def look():
    seen.append((low, high))


threads = [threading.Thread(target=widen), threading.Thread(target=look)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(repr(seen))
