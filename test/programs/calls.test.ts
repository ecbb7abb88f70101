// Calls of built-ins with whatever comes: an exception of the program's own at most, never one of ours.
import { describe, expect, test } from "vitest";
import { explore } from "#sim/explorer/explore.js";
import { compile } from "#sim/language/compile.js";
import { builtinFunctions, builtinTypes, exceptionTypes } from "#sim/language/lower/builtin-names.js";
import { ran, valueOf } from "../tiny.js";

describe("a call of a built-in", () => {
  const given = [
    "",
    "'x'",
    "1",
    "None",
    "[1], len",
    "len, [1]",
    "object(), 'a'",
    "1, 2, 3",
    "*[1]",
    "**{'a': 1}",
    "{}",
    "t",
  ];

  test.each([...builtinFunctions, ...builtinTypes, ...exceptionTypes].map((name) => [name]))(
    "%s: whatever it is given, the program goes on or ends with an exception of Python's",
    (name) => {
      for (const args of given) {
        const { program } = compile(`thread t:\n    f = ${name}(${args})\n    print(f)\n`);
        if (program === null) continue;
        const { findings } = explore(program);
        expect(findings.filter(({ message }) => message.includes(`name '${name}' is not defined`))).toEqual([]);
      }
    },
  );

  const generator = "def g():\n    yield 1\n";
  test.each([
    ["getattr(1)", "TypeError: getattr expected at least 2 arguments, got 1"],
    ["getattr(1, 'a', 2, 3)", "TypeError: getattr expected at most 3 arguments, got 4"],
    ["hasattr('x')", "TypeError: hasattr expected 2 arguments, got 1"],
    ["setattr()", "TypeError: setattr expected 3 arguments, got 0"],
    ["delattr(1)", "TypeError: delattr expected 2 arguments, got 1"],
    ["next()", "TypeError: next expected at least 1 argument, got 0"],
    ["iter(key=1)", "TypeError: iter() takes no keyword arguments"],
    ["callable(1, 2)", "TypeError: callable() takes exactly one argument (2 given)"],
    ["g().send()", "TypeError: generator.send() takes exactly one argument (0 given)"],
    ["g().throw()", "TypeError: throw expected at least 1 argument, got 0"],
    ["g().close(1)", "TypeError: generator.close() takes no arguments (1 given)"],
    ["(5).to_bytes(2**70)", "MemoryError"],
    ["'%1000000000d' % 1", "MemoryError"],
    ["('\\t' * 1000).expandtabs(10**9)", "MemoryError"],
    ["next(g())", "1"],
    ["getattr(1, 'a', 2)", "2"],
  ])("%s: %s, as in CPython", (expression, result) => {
    expect(valueOf(expression, generator)).toBe(result);
  });

  test("aiter and anext, with a default and without", () => {
    const { printed } = ran(`
      import asyncio
      async def numbers():
          yield 1
          yield 2
      async def main():
          g = aiter(numbers())
          print(await anext(g), await anext(g, 5), await anext(g, 7))
          try:
              await anext(g)
          except StopAsyncIteration:
              print("over")
          for call in (aiter, anext):
              try:
                  call([])
              except TypeError as error:
                  print(error)
      main:
          asyncio.run(main())
    `);
    expect(printed.map(({ text }) => text)).toEqual([
      "1 2 7",
      "over",
      "'list' object is not an async iterable",
      "'list' object is not an async iterator",
    ]);
  });
});
