"""Two consumers share what one producer makes."""
import queue
import threading

got = []
q = queue.Queue(maxsize=1)


def consumer(name):
    while True:
        item = q.get()
        if item is None:
            break
        got.append((name, item))
        q.task_done()


def producer():
    for n in range(2):
        q.put(n)


consumers = [threading.Thread(target=consumer, args=(name,)) for name in "ab"]
for t in consumers:
    t.start()
producer()
q.join()
for _ in consumers:
    q.put(None)
for t in consumers:
    t.join()
print(repr(got))
