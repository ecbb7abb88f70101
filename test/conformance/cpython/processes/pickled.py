"""What can be pickled."""
import pickle
import threading
from multiprocessing import Queue, set_start_method

log = []


class Point:
    def __init__(self, x):
        self.x = x


if __name__ == "__main__":
    set_start_method("fork")
    original = [Point(1), (2, {3})]
    copy = pickle.loads(pickle.dumps(original))
    log.append((copy[0].x, copy[1], copy[0] is original[0]))
    for thing in (threading.Lock(), Queue(), (n for n in [1])):
        try:
            pickle.dumps(thing)
        except (TypeError, RuntimeError) as e:
            log.append(str(e))
    print(repr(log))
