"""A worker that looks for a flag."""
import threading

stop = threading.Event()
rounds = 0


def work():
    global rounds
    while not stop.is_set() and rounds < 2:
        rounds += 1


t = threading.Thread(target=work)
t.start()
stop.set()
t.join()
print(repr(rounds))
