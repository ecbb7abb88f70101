"""Each thread has its own."""
import threading

log = []
plain = threading.local()


class Numbered(threading.local):
    kind = "numbered"

    def __init__(self, start):
        self.n = start

    def next(self):
        self.n += 1
        return self.n

numbered = Numbered(10)


def work():
    log.append(hasattr(plain, "x"))
    plain.x = "theirs"
    log.append((plain.x, numbered.n, numbered.next(), numbered.kind))
    del plain.x
    try:
        log.append(plain.x)
    except AttributeError as error:
        log.append(str(error))


plain.x = "mine"
log.append((numbered.next(), numbered.next()))
t = threading.Thread(target=work)
t.start()
t.join()
log.append((plain.x, numbered.n, getattr(plain, "y", "none")))
print(repr(log))
