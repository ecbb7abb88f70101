"""Readers together, a writer alone."""
import threading

log = []


class ReadWriteLock:
    def __init__(self):
        self.condition = threading.Condition()
        self.readers = 0

    def __enter__(self):
        with self.condition:
            self.readers += 1
        return self

    def __exit__(self, *error):
        with self.condition:
            self.readers -= 1
            if self.readers == 0:
                self.condition.notify_all()
        return False

    def write(self, action):
        with self.condition:
            self.condition.wait_for(lambda: self.readers == 0)
            action()

table = {"version": 1}
guard = ReadWriteLock()


def reader():
    with guard:
        first = table["version"]
        second = table["version"]
    log.append(first == second)


def update():
    table["version"] += 1


threads = [threading.Thread(target=reader), threading.Thread(target=guard.write, args=(update,))]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(repr((log, table, guard.readers)))
