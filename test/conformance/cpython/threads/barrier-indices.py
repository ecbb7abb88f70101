"""Everybody gets another number."""
import threading

got = []
actions = []


def action():
    actions.append(len(got))

barrier = threading.Barrier(3, action)


def work():
    got.append(barrier.wait())


threads = [threading.Thread(target=work) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(repr((sorted(got), actions, barrier.n_waiting, barrier.broken, barrier.parties)))
