"""Four orders."""
import queue

log = []


class Priority:
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        return self.value < other.value


for kind in (queue.Queue, queue.LifoQueue, queue.PriorityQueue):
    q = kind(5)
    for item in (3, 1, 2, 5, 4):
        q.put(item)
    log.append([q.get() for _ in range(q.qsize())])
    log.append((q.empty(), q.full(), q.maxsize, q.unfinished_tasks))
simple = queue.SimpleQueue()
for item in (3, 1, 2):
    simple.put(item, block=False, timeout=-1)
log.append([simple.get() for _ in range(simple.qsize())])
ordered = queue.PriorityQueue()
for n in (3, 1, 2):
    ordered.put((n, "item"))
    ordered.put(Priority(n) if n == 9 else (n, "other"))
log.append([ordered.get() for _ in range(6)])
objects = queue.PriorityQueue()
for n in (3, 1, 2):
    objects.put(Priority(n))
log.append([objects.get().value for _ in range(3)])
print(repr(log))
