"""Exit codes."""
import sys
from multiprocessing import Process, set_start_method

log = []


def leave(how):
    if how == "exit":
        sys.exit(3)
    if how == "text":
        sys.exit("bye")


if __name__ == "__main__":
    set_start_method("fork")
    for how in ("return", "exit", "text"):
        p = Process(target=leave, args=(how,))
        p.start()
        p.join()
        log.append(p.exitcode)
    print(repr(log))
