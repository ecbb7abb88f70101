"""Mistakes with pipes."""
from multiprocessing import Pipe, set_start_method

log = []


if __name__ == "__main__":
    set_start_method("fork")
    reader, writer = Pipe(duplex=False)
    for operation in (lambda: reader.send(1), writer.recv):
        try:
            operation()
        except OSError as e:
            log.append(str(e))
    reader.close()
    log.append(reader.closed)
    try:
        writer.send(1)
    except BrokenPipeError as e:
        log.append(str(e))
    try:
        reader.recv()
    except OSError as e:
        log.append(str(e))
    print(repr(log))
