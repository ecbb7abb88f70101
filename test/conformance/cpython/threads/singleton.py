"""Made once, or twice."""
import threading

instance = None
made = []


class Service:
    def __init__(self):
        made.append("made")


def get():
    global instance
    if instance is None:
        instance = Service()
    return instance


threads = [threading.Thread(target=get) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(repr(len(made)))
