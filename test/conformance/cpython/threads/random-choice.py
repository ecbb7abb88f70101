"""Whatever is drawn."""
import random
import threading

log = []


def work():
    log.append(random.choice(["heads", "tails"]))


t = threading.Thread(target=work)
t.start()
t.join()
log.append(random.randint(1, 2))
log.append(random.random() < 0.5)
print(repr(log))
