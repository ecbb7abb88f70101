"""A read, a call, a write, under a lock."""
import threading

counter = 0
lock = threading.Lock()


def increased(value):
    return value + 1


def work():
    global counter
    for _ in range(2):
        with lock:
            counter = increased(counter)


threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(repr(counter))
