"""Forks taken in one order."""
import threading

forks = [threading.Lock() for _ in range(2)]
meals = []


def philosopher(left, right):
    first, second = min(left, right), max(left, right)
    with forks[first], forks[second]:
        meals.append("meal")


threads = [threading.Thread(target=philosopher, args=(n, (n + 1) % 2)) for n in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(repr((len(meals), [fork.locked() for fork in forks])))
