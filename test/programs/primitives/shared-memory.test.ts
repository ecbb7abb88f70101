import { describe, expect, test } from "vitest";
import { explored, finding, findingsOf, outcomesOf } from "../../tiny.js";

/** What an expression is worth in a program that has the names of `multiprocessing`. */
function worth(expression: string, before = "pass"): string {
  const text = `
      import ctypes
      import multiprocessing
      from multiprocessing import Array, RawArray, RawValue, Value
      shared said = None
      main:
          try:
              ${before.split("; ").join("\n              ")}
              said = ${expression}
          except Exception as e:
              said = type(e).__name__ + ": " + str(e)
      outcome said
    `;
  return Object.keys(outcomesOf(text)).join(" | ").replace("said=", "");
}

describe("A number in shared memory", () => {
  test.each([
    ["Value('i').value", "0"],
    ["Value('d', 1).value", "1.0"],
    ["Value(ctypes.c_double, 2).value", "2.0"],
    ["Value('b', 200).value", "-56"],
    ["Value('B', 300).value", "44"],
    ["Value(ctypes.c_int, 2 ** 31).value", "-2147483648"],
    ["Value('c', b'x').value", "b'x'"],
    ["Value(ctypes.c_bool, 3).value", "True"],
    ["RawValue('i', 7).value", "7"],
    ["Value('i', 'x')", `"TypeError: 'str' object cannot be interpreted as an integer"`],
    ["Value('d', 'x')", "'TypeError: must be real number, not str'"],
    ["Value('c', b'xy')", "'TypeError: one character bytes, bytearray or integer expected'"],
  ])("%s is %s", (expression, value) => {
    expect(worth(expression)).toBe(value);
  });

  test("waits for a lock that its own user holds, if that is not reentrant", () => {
    const text = (lock: string): string => `
      import multiprocessing
      shared counter = multiprocessing.Value("i", 0, lock=multiprocessing.${lock}())
      main:
          with counter.get_lock():
              counter.value += 1
      outcome counter.value
    `;
    expect(findingsOf(text("RLock"))).toEqual([]);
    expect(findingsOf(text("Lock"))).toEqual(["deadlock"]);
  });
});

describe("An array in shared memory", () => {
  test.each([
    ["Array('i', 3)[:]", "pass", "[0, 0, 0]"],
    ["Array('i', [1, 2, 3])[1:]", "pass", "[2, 3]"],
    ["len(Array('d', 2))", "pass", "2"],
    ["list(Array('d', (1, 2)))", "pass", "[1.0, 2.0]"],
    ["a[:]", "a = Array('i', 3); a[0] = 5; a[-1] += 2", "[5, 0, 2]"],
    ["a[:]", "a = RawArray('i', 3); a[0:2] = [7, 8]", "[7, 8, 0]"],
    ["(a.value, a[0:2])", "a = Array('c', b'abc'); a[1] = b'x'", "(b'axc', b'ax')"],
    ["a.value", "a = Array('c', 5); a.value = b'hi'", "b'hi'"],
    ["a[3]", "a = Array('i', 3)", "'IndexError: invalid index'"],
    ["a[:]", "a = Array('i', 3); a[0:2] = [1]", "'ValueError: Can only assign sequence of same size'"],
  ])("%s after %s is %s", (expression, before, value) => {
    expect(worth(expression, before)).toBe(value);
  });

  const votes = (statement: string): string => `
      from multiprocessing import Array
      shared votes = Array("i", 2)
      process voter * 2:
          ${statement}
      outcome votes[1]
    `;
  test("loses updates of an item, although each access takes its lock", () => {
    expect(outcomesOf(votes("votes[1] += 1"))).toEqual({ "votes[1]=1": 4, "votes[1]=2": 2 });
    expect(finding(explored(votes("votes[1] += 1")), "lost-update").about).toBe("votes[1]");
  });

  test("loses none under its lock", () => {
    expect(outcomesOf(votes("with votes.get_lock(): votes[1] += 1"))).toEqual({ "votes[1]=2": 2 });
  });
});

describe("Memory that processes share", () => {
  const text = (change: string): string => `
    from multiprocessing import Array, Process, Value
    shared v = Value("i", 0)
    shared a = Array("i", [1, 2])
    def work():
        ${change}
    main:
        ps = [Process(target=work) for i in range(2)]
        for p in ps:
            p.start()
        for p in ps:
            p.join()
  `;

  test("is data: without outcome columns, what it holds is the outcome", () => {
    expect(Object.keys(outcomesOf(text("v.value += 1"))).sort()).toEqual(["v=1 a=[1, 2]", "v=2 a=[1, 2]"]);
    expect(Object.keys(outcomesOf(text("with a.get_lock():\n            a[1] += 1")))).toEqual(["v=0 a=[1, 4]"]);
  });

  test.each([
    ["v.value += 1", "v.get_lock()"],
    ["a[0] += 1", "a.get_lock()"],
  ])("has a lock to hold while %s: the advice on a lost update names it", (change, lock) => {
    expect(finding(explored(text(change)), "lost-update").hint).toContain(`with ${lock}:`);
  });
});
