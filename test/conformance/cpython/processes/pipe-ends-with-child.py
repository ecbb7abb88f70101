"""A pipe ends when the child that writes has ended."""
from multiprocessing import Pipe, Process, set_start_method

log = []


def write(writer):
    writer.send("one")


if __name__ == "__main__":
    set_start_method("fork")
    reader, writer = Pipe(duplex=False)
    p = Process(target=write, args=(writer,))
    p.start()
    writer.close()
    try:
        while True:
            log.append(reader.recv())
    except EOFError:
        log.append("end")
    p.join()
    print(repr(log))
