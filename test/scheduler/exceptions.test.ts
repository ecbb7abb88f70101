// Exceptions end only their thread, run finally, release locks.
import { describe, expect, it } from "vitest";
import { explored, finding, findingsOf, outcomesOf, valueOf } from "../tiny.js";

const log = (body: string, definitions = ""): string =>
  valueOf("f()", `${definitions}\ndef f():\n    log = []\n${body.trim().replaceAll(/^/gm, "    ")}\n    return log`);

describe("try", () => {
  it("runs the first handler that matches, else, finally", () => {
    const body = `
for wrong in (KeyError("k"), ValueError("v"), None):
    try:
        log.append("try")
        if wrong is not None:
            raise wrong
    except KeyError as e:
        log.append(repr(e))
    except (ValueError, TypeError):
        log.append("value")
    else:
        log.append("else")
    finally:
        log.append("finally")`;
    expect(log(body)).toBe(
      "['try', \"KeyError('k')\", 'finally', 'try', 'value', 'finally', 'try', 'else', 'finally']",
    );
  });

  it("raises again with a bare raise; what no handler takes goes on", () => {
    const body = `
try:
    try:
        raise KeyError("k")
    except ValueError:
        log.append("no")
    except KeyError:
        log.append("first")
        raise
    finally:
        log.append("finally")
except KeyError as e:
    log.append(e.args)`;
    expect(log(body)).toBe("['first', 'finally', ('k',)]");
  });

  it("finally runs on return, break and continue", () => {
    const definitions = `
def g(log):
    for i in range(3):
        try:
            if i == 0:
                continue
            return i
        finally:
            log.append(i)`;
    expect(log("log.append(g(log))", definitions)).toBe("[0, 1, 1]");
  });

  it("knows the chain of causes", () => {
    const definitions =
      "class Mine(Exception):\n    pass\nclass Own(Exception):\n    def __init__(self):\n        self.a = 1\nclass Needs(Exception):\n    def __init__(self, a):\n        self.a = a";
    const cause = (statement: string): string =>
      log(`try:\n    ${statement}\nexcept Exception as e:\n    log.append((repr(e), repr(e.__cause__)))`, definitions);
    expect(cause('raise ValueError("v") from KeyError("k")')).toBe("[(\"ValueError('v')\", \"KeyError('k')\")]");
    expect(cause("raise ValueError from KeyError")).toBe("[('ValueError()', 'KeyError()')]");
    expect(cause("raise ValueError from None")).toBe("[('ValueError()', 'None')]");
    expect(cause('raise Mine("m") from Mine')).toBe("[(\"Mine('m')\", 'Mine()')]");
    expect(cause("raise Mine from KeyError(1)")).toBe("[('Mine()', 'KeyError(1)')]");
    expect(cause("raise Mine from 3")).toContain("exception causes must derive from BaseException");
    expect(cause("raise Own from Mine")).toContain("a class with an __init__ of its own cannot be raised so");
    expect(cause("raise Needs")).toContain("Needs.__init__() missing 1 required positional");
    expect(cause("raise 3")).toContain("exceptions must derive from BaseException");
    expect(cause("raise int")).toContain("exceptions must derive from BaseException");
  });

  it("catches only exception classes", () => {
    const body = "try:\n    1 / 0\nexcept kind:\n    pass";
    expect(log(`kind = 3\n${body}`)).toBe(
      "TypeError: catching classes that do not inherit from BaseException is not allowed",
    );
    expect(log(`kind = (KeyError, int)\n${body}`)).toBe(
      "TypeError: catching classes that do not inherit from BaseException is not allowed",
    );
    expect(log(`kind = (KeyError, ArithmeticError)\n${body}`)).toBe("[]");
  });
});

describe("An exception class of the program's own", () => {
  it("has arguments, attributes, a text, and its base's __init__", () => {
    const definitions = `
class Mine(ValueError):
    pass
class Coded(Exception):
    def __init__(self, code):
        super().__init__(f"code {code}")
        self.code = code
class Loud(Exception):
    def __str__(self):
        return "LOUD"`;
    expect(log("for e in (Mine('a', 1), Coded(3), Loud()):\n    log.append((str(e), e.args))", definitions)).toBe(
      "[(\"('a', 1)\", ('a', 1)), ('code 3', ('code 3',)), ('LOUD', ())]",
    );
    expect(log("try:\n    raise Coded(4)\nexcept Coded as e:\n    log.append(e.code)", definitions)).toBe("[4]");
    expect(log("try:\n    raise Mine\nexcept ValueError as e:\n    log.append(repr(e))", definitions)).toBe(
      "['Mine()']",
    );
  });

  it("names the finding when nobody catches it", () => {
    const { findings } = explored("class Mine(Exception):\n    pass\nthread a:\n    raise Mine('why')\n");
    expect(findings).toMatchObject([
      {
        kind: "exception",
        about: "Mine",
        property: "Mine: why",
        message: "a ends on line 4 with an uncaught Mine: why.",
      },
    ]);
  });
});

describe("An uncaught exception", () => {
  it("ends only its thread: the others go on, and the run ends as failed", () => {
    expect(
      outcomesOf(`
        shared x = 0
        thread a:
            raise ValueError("no")
        thread b:
            x = 1
      `),
    ).toEqual({ "failed: x=1": 1 });
  });

  it("leaves a with-block through its __exit__: the lock is free again", () => {
    const text = `
      shared lock = Lock()
      shared done = False
      thread a:
          with lock:
              raise ValueError
      thread b:
          with lock:
              done = True
    `;
    expect(Object.keys(outcomesOf(text))).toEqual(["failed: done=True"]);
    expect(findingsOf(text)).toEqual(["exception ValueError"]);
  });

  it("keeps a lock that was taken by hand: the other one waits for ever", () => {
    const { findings } = explored(
      "shared lock = Lock()\nthread a:\n    lock.acquire()\n    raise ValueError\nthread b:\n    lock.acquire()\n",
    );
    const deadlock = finding({ findings }, "deadlock");
    expect(deadlock).toMatchObject({ schedule: "a1", message: "b waits for something that can no longer happen." });
    expect(deadlock.blocked[0]).toMatchObject({
      unit: 1,
      words: "waits for lock, held by a since line 3",
      object: "lock",
      primitive: "Lock",
    });
  });

  it("after steps is told with the line where it was raised", () => {
    const { findings } = explored(
      "shared x = 0\ndef f():\n    if x > 0:\n        raise KeyError(x)\nthread a:\n    x = 1\n    f()\n",
    );
    expect(findings[0]).toMatchObject({ about: "KeyError", schedule: "a3", place: { line: 4 } });
  });

  it("SystemExit ends a thread as if it had returned", () => {
    expect(explored("shared x = 0\nthread a:\n    x = 1\n    raise SystemExit\n")).toMatchObject({ verdict: "holds" });
    expect(outcomesOf("shared x = 0\nthread a:\n    x = 1\n    raise SystemExit(3)\n")).toEqual({ "x=1": 1 });
  });

  it("is an assertion when it is one, with its line", () => {
    const { findings } = explored('shared x = 0\nthread a:\n    x = 1\nthread b:\n    assert x == 0, "moved"\n');
    expect(findings[0]).toMatchObject({
      kind: "assertion",
      about: "b",
      message: 'An assertion in b does not hold: assert x == 0, "moved"',
      property: "AssertionError: moved",
      schedule: "a1b1",
    });
  });

  it("of two units of one template is one finding; of another unit another one", () => {
    expect(findingsOf("thread t * 2:\n    raise ValueError\nthread u:\n    raise ValueError\n")).toEqual([
      "exception ValueError",
      "exception ValueError",
    ]);
  });
});

describe("with", () => {
  const definitions = `
class Guard:
    def __init__(self, log, swallow):
        self.log = log
        self.swallow = swallow
    def __enter__(self):
        self.log.append("in")
        return self
    def __exit__(self, kind, value, traceback):
        self.log.append("out" if kind is None else kind.__name__)
        return self.swallow`;

  it("leaves by __exit__, which may swallow the exception", () => {
    expect(log("with Guard(log, False) as g:\n    log.append(g.swallow)", definitions)).toBe("['in', False, 'out']");
    expect(log("with Guard(log, True):\n    raise KeyError", definitions)).toBe("['in', 'KeyError']");
    expect(
      log(
        "try:\n    with Guard(log, False):\n        raise KeyError\nexcept KeyError:\n    log.append('on')",
        definitions,
      ),
    ).toBe("['in', 'KeyError', 'on']");
  });
});
