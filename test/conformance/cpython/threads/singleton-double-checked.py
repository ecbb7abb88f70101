"""A singleton made in __new__, looked for twice."""
import threading


class Service:
    _instance = None
    _lock = threading.Lock()
    made = 0

    def __new__(cls):
        if cls._instance is None:
            with cls._lock:
                if cls._instance is None:
                    cls.made += 1
                    cls._instance = super().__new__(cls)
        return cls._instance

services = []


def work():
    services.append(Service())


threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(repr((services[0] is services[1], Service.made)))
