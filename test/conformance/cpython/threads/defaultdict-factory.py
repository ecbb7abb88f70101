"""A factory that runs twice, and the last one wins."""
import threading
from collections import defaultdict

made = []


def factory():
    made.append("made")
    return []

groups = defaultdict(factory)


def work(item):
    groups["key"].append(item)


threads = [threading.Thread(target=work, args=(item,)) for item in "ab"]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(repr((len(made), dict(groups))))
