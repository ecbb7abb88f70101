"""Runs programs again and again in one process, and prints what they printed: {"file": ["outcome", ...], ...}.

    python3 repeat.py ROUNDS FILE...

Each program is run as it stands, then as often with a tracer that gives way to other threads at any instruction, so that
interleavings happen that a short program hardly ever shows.
"""
import io
import json
import random
import sys
import threading
import time
from contextlib import redirect_stdout

dice = random.Random(1)


def shaken(frame, event, argument):
    if event == "call" and frame.f_code.co_filename != shaken.only:
        return None
    frame.f_trace_opcodes = True
    if dice.random() < 0.2:
        time.sleep(dice.choice([0, 0, 3e-4]))
    return shaken


def outcome(code):
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(code, {"__name__": "__main__"})
    return printed.getvalue().strip()


def outcomes(path, rounds):
    with open(path) as file:
        code = compile(file.read(), path, "exec")
    shaken.only = path
    found = {outcome(code): None for _ in range(rounds)}
    for _ in range(rounds):
        threading.settrace(shaken)
        sys.settrace(shaken)
        try:
            found[outcome(code)] = None
        finally:
            sys.settrace(None)
            threading.settrace(None)
    return list(found)


sys.setswitchinterval(1e-6)
threading.excepthook = lambda failure: None
print(json.dumps({path: outcomes(path, int(sys.argv[1])) for path in sys.argv[2:]}))
