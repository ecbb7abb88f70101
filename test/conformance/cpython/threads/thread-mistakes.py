"""What a thread must not be asked for."""
import threading

log = []


def attempt(what, call):
    try:
        call()
        log.append((what, "fine"))
    except Exception as error:
        log.append((what, type(error).__name__, str(error)))


def nothing():
    pass


def work():
    attempt("join itself", threading.current_thread().join)


def rename(t):
    t.daemon = True


t = threading.Thread(target=work)
attempt("join before start", t.join)
t.start()
t.join()
attempt("start twice", t.start)
attempt("daemon after the end", lambda: rename(t))
main = threading.current_thread()
attempt("main joins itself", main.join)
attempt("a group", lambda: threading.Thread(group=1, target=nothing))
attempt("daemon of the running one", lambda: rename(main))
print(repr(log))
