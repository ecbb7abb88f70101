"""A child changes its own copy."""
from multiprocessing import Process, set_start_method

log = []


def work():
    log.append("child")


if __name__ == "__main__":
    set_start_method("fork")
    p = Process(target=work)
    p.start()
    p.join()
    log.append(p.exitcode)
    print(repr(log))
