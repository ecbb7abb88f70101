// `contextlib.ExitStack`: leaves what was entered, the last first.
import { describe, expect, it } from "vitest";
import { valueOf } from "../../tiny.js";

const definitions = `
from contextlib import ExitStack
def messages(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"
class Manager:
    def __init__(self, log, name, swallows=False, fails=None):
        self.log = log
        self.name = name
        self.swallows = swallows
        self.fails = fails
    def __enter__(self):
        self.log.append(f"+{self.name}")
        return self.name
    def __exit__(self, kind, value, traceback):
        self.log.append(f"-{self.name} {None if value is None else str(value)}")
        if self.fails is not None:
            raise ValueError(self.fails)
        return self.swallows
def both():
    log = []
    with ExitStack() as stack:
        names = [stack.enter_context(Manager(log, name)) for name in "ab"]
        stack.callback(log.append, "called")
    return names, log
def swallowing():
    log = []
    with ExitStack() as stack:
        stack.enter_context(Manager(log, "outer"))
        stack.enter_context(Manager(log, "inner", True))
        raise KeyError("k")
    return log
def failing(log):
    with ExitStack() as stack:
        stack.enter_context(Manager(log, "outer"))
        stack.enter_context(Manager(log, "inner", False, "second"))
        raise KeyError("first")
def failed():
    log = []
    return messages(lambda: failing(log)), log
def rescued():
    log = []
    with ExitStack() as stack:
        stack.enter_context(Manager(log, "outer", True))
        stack.enter_context(Manager(log, "inner", False, "second"))
    return log
def handed_over():
    log = []
    with ExitStack() as stack:
        stack.enter_context(Manager(log, "a"))
        kept = stack.pop_all()
    before = list(log)
    kept.close()
    return before, log
def pushed():
    log = []
    with ExitStack() as stack:
        stack.push(Manager(log, "object"))
        stack.push(lambda kind, value, traceback: log.append(kind is None) or True)
    return log
def passing(log):
    with ExitStack() as stack:
        stack.callback(log.append, "end")
        raise KeyError("k")
def through():
    log = []
    return messages(lambda: passing(log)), log`;

describe("An ExitStack", () => {
  it.each([
    ["leaves the last first", "both()", "(['a', 'b'], ['+a', '+b', 'called', '-b None', '-a None'])"],
    ["swallows what one of them swallows", "swallowing()", "['+outer', '+inner', \"-inner 'k'\", '-outer None']"],
    [
      "goes on with the exception of an exit",
      "failed()",
      "('ValueError: second', ['+outer', '+inner', \"-inner 'first'\", '-outer second'])",
    ],
    ["swallows that, too", "rescued()", "['+outer', '+inner', '-inner None', '-outer second']"],
    ["hands over all with pop_all", "handed_over()", "(['+a'], ['+a', '-a None'])"],
    ["takes exits of objects and functions", "pushed()", "[True, '-object None']"],
    ["lets an exception through its callbacks", "through()", "(\"KeyError: 'k'\", ['end'])"],
    [
      "is one whose exits can be looked for",
      "hasattr(ExitStack(), '__exit__') and not hasattr(len, '__exit__')",
      "True",
    ],
  ])("%s: %s is %s", (_, expression, value) => {
    expect(valueOf(expression, definitions)).toBe(value);
  });
});
