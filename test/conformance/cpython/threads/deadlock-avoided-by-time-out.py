"""Two locks in two orders, given up after a while."""
import threading

left = threading.Lock()
right = threading.Lock()
log = []


def work(name, first, second):
    with first:
        if second.acquire(timeout=0.001):
            second.release()
            log.append(name)
        else:
            log.append(name + " gave up")


threads = [threading.Thread(target=work, args=("a", left, right)), threading.Thread(target=work, args=("b", right, left))]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(repr(sorted(log)))
