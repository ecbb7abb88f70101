"""A default value that all calls share."""
import threading

results = []


def collect(item, items=[]):
    if not items:
        items.append("first")
    items.append(item)
    results.append(list(items))


threads = [threading.Thread(target=collect, args=(item,)) for item in "ab"]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(repr(results))
