"""Both directions of a pipe."""
from multiprocessing import Pipe, Process, set_start_method

log = []


def echo(end):
    end.send(("echo", end.recv()))
    end.send_bytes(b"raw")
    end.close()


if __name__ == "__main__":
    set_start_method("fork")
    here, there = Pipe()
    p = Process(target=echo, args=(there,))
    p.start()
    log.append(here.poll())
    here.send([1])
    log.append(here.recv())
    log.append(here.recv_bytes())
    there.close()
    p.join()
    try:
        here.recv()
    except EOFError:
        log.append("end")
    log.append(here.poll())
    print(repr(log))
