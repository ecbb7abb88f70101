"""A subclass with a run of its own, and one that forgets its parent."""
import threading

log = []


class Adder(threading.Thread):
    def __init__(self, a, b):
        super().__init__(name=f"adder-{a}")
        self.pair = (a, b)
        self.result = None

    def run(self):
        self.result = sum(self.pair)


class Forgetful(threading.Thread):
    def __init__(self):
        self.ready = True


adders = [Adder(i, i * 10) for i in range(3)]
for adder in adders:
    adder.start()
for adder in adders:
    adder.join()
log.append([(adder.name, adder.result) for adder in adders])
try:
    Forgetful().start()
except RuntimeError as error:
    log.append(str(error))
print(repr(log))
