"""functools and itertools in threads."""
import functools
import itertools
import operator
import threading

results = {}


def work(name, items):
    results[name] = [
        functools.reduce(operator.add, items, 0),
        list(itertools.accumulate(items)),
        list(itertools.islice(itertools.count(10, 5), 3)),
        list(itertools.chain(items, "ab")),
        [list(group) for _, group in itertools.groupby(items, key=lambda n: n % 2)],
        list(itertools.combinations(items, 2)),
        list(zip(items, itertools.cycle("xy"))),
        list(map(functools.partial(pow, 2), items)),
    ]


threads = [threading.Thread(target=work, args=(name, items)) for name, items in (("a", [1, 3, 2]), ("b", [4]))]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(repr(sorted(results.items())))
