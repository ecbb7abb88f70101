"""A manager that has been shut down."""
from multiprocessing import Manager, set_start_method

log = []


if __name__ == "__main__":
    set_start_method("fork")
    with Manager() as m:
        d = m.dict()
        d["a"] = 1
    try:
        d["a"]
    except (OSError, EOFError):
        log.append("gone")
    print(repr(log))
