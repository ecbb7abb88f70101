"""Waiting for one of several."""
from multiprocessing import Pipe, Process, set_start_method
from multiprocessing.connection import wait

log = []


def work(writer):
    writer.send(1)
    writer.close()


if __name__ == "__main__":
    set_start_method("fork")
    first, one = Pipe(duplex=False)
    second, two = Pipe(duplex=False)
    p = Process(target=work, args=(two,))
    p.start()
    two.close()
    log.append(wait([first, second]) == [second])
    log.append(second.recv())
    log.append(len(wait([p.sentinel])))
    p.join()
    log.append(wait([first], timeout=0))
    print(repr(log))
