"""A process that waits is terminated."""
from multiprocessing import Event, Process, set_start_method

log = []


def work(never):
    never.wait()


if __name__ == "__main__":
    set_start_method("fork")
    p = Process(target=work, args=(Event(),))
    p.start()
    log.append(p.is_alive())
    p.terminate()
    p.join()
    log.append(p.exitcode)
    p = Process(target=work, args=(Event(),))
    p.start()
    p.kill()
    p.join()
    log.append(p.exitcode)
    log.append(p.is_alive())
    print(repr(log))
