"""A condition without its lock."""
import multiprocessing
from multiprocessing import set_start_method

log = []


if __name__ == "__main__":
    set_start_method("fork")
    c = multiprocessing.Condition()
    for operation in (c.wait, c.notify, c.notify_all):
        try:
            operation()
        except AssertionError as e:
            log.append(str(e))
    with c:
        log.append(c.wait(0.01))
        log.append(c.wait_for(lambda: True))
    print(repr(log))
