"""Never more than two inside."""
import threading

inside = 0
most = 0
lock = threading.Lock()
semaphore = threading.BoundedSemaphore(1)


def work():
    global inside, most
    with semaphore:
        with lock:
            inside += 1
            most = max(most, inside)
        with lock:
            inside -= 1


threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(repr((most, inside)))
