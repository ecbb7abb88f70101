"""Causes, and finally."""
import threading

log = []


class Problem(Exception):
    def __init__(self, code, text):
        super().__init__(code, text)
        self.code = code


def find(key):
    try:
        return {}[key]
    except KeyError as error:
        raise Problem(404, "no " + key) from error


def both():
    try:
        int("x")
    except ValueError:
        [].pop()


def order():
    for n in range(3):
        try:
            if n == 1:
                continue
            log.append(n)
        finally:
            log.append("finally")
    else:
        log.append("else")


def work():
    try:
        find("key")
    except Problem as error:
        log.append((error.code, str(error), repr(error), repr(error.__cause__), error.args))
    try:
        both()
    except IndexError as error:
        log.append((str(error), error.__cause__, error.__suppress_context__))
    try:
        raise RuntimeError("again") from None
    except RuntimeError as error:
        log.append((error.__cause__, error.__suppress_context__))
    order()


t = threading.Thread(target=work)
t.start()
t.join()
print(repr(log))
