"""Class attributes, properties, class methods."""
import threading


class Counter:
    total = 0
    lock = threading.Lock()
    names = []

    def __init__(self, name):
        self.name = name
        self.names.append(name)

    @property
    def label(self):
        return f"{self.name}/{self.total}"

    @classmethod
    def add(cls, n):
        with cls.lock:
            cls.total += n

    @staticmethod
    def twice(n):
        return n * 2

    def __repr__(self):
        return f"<{type(self).__name__} {self.name}>"


class Loud(Counter):
    @classmethod
    def add(cls, n):
        super().add(n + 100)

log = []


counters = [Counter("a"), Loud("b")]
threads = [threading.Thread(target=c.add, args=(Counter.twice(1),)) for c in counters]
for t in threads:
    t.start()
for t in threads:
    t.join()
counters[0].total += 5
log.append([c.label for c in counters])
log.append((Counter.total, Loud.total, Loud.names is Counter.names, counters))
print(repr(log))
