"""A singleton made in __new__, without a lock."""
import threading


class Service:
    _instance = None

    def __new__(cls):
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance

    def __init__(self):
        self.ready = True

services = []


def work():
    services.append(Service())


threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(repr((services[0] is services[1], services[0].ready)))
