"""Values are stored as C stores them."""
import ctypes
import multiprocessing
from multiprocessing import set_start_method, Value

log = []


if __name__ == "__main__":
    set_start_method("fork")
    log.append(Value("d", 1).value)
    v = Value(ctypes.c_int, 2**31 - 1)
    v.value += 1
    log.append(v.value)
    log.append(Value("b", 300).value)
    log.append(Value("i").value)
    for wrong in ("x", 1.5):
        try:
            v.value = wrong
        except TypeError:
            log.append("type")
    lock = multiprocessing.Lock()
    w = Value("i", 0, lock=lock)
    log.append(w.get_lock() is lock)
    with Value("i", 7) as entered:
        log.append(entered)
    print(repr(log))
