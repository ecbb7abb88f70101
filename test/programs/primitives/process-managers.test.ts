import { describe, expect, test } from "vitest";
import { findingsOf, outcomesOf } from "../../tiny.js";

/** Two children do `statement` to what the manager keeps; then the main program looks. */
function together(made: string, statement: string, look: string): string {
  return `
      from multiprocessing import Manager, Process
      shared seen = None
      def work(kept, lock):
          ${statement}
      main:
          with Manager() as manager:
              kept = manager.${made}
              lock = manager.Lock()
              children = [Process(target=work, args=(kept, lock)) for _ in range(2)]
              for child in children:
                  child.start()
              for child in children:
                  child.join()
              seen = ${look}
      outcome seen
    `;
}

/** What the main program alone finds. */
function alone(made: string, statements: string, look: string): string[] {
  const text = `
      from multiprocessing import Manager
      shared seen = None
      main:
          with Manager() as manager:
              kept = manager.${made}
              ${statements.split("; ").join("\n              ")}
              seen = ${look}
      outcome seen
    `;
  return Object.keys(outcomesOf(text));
}

describe("What a manager keeps", () => {
  test.each([
    ["dict(n=0)", "kept['n'] += 1", "kept['n']"],
    ["list([0])", "kept[0] += 1", "kept[0]"],
    ["Value('i', 0)", "kept.value += 1", "kept.value"],
    ["Namespace(n=0)", "kept.n += 1", "kept.n"],
  ])("%s loses updates: reading and writing are two messages", (made, statement, look) => {
    expect(Object.keys(outcomesOf(together(made, statement, look))).sort()).toEqual(["seen=1", "seen=2"]);
    expect(findingsOf(together(made, statement, look)).map((each) => each.split(" ")[0])).toEqual(["lost-update"]);
    expect(Object.keys(outcomesOf(together(made, `with lock: ${statement}`, look)))).toEqual(["seen=2"]);
  });

  test("appends in one message", () => {
    expect(Object.keys(outcomesOf(together("list()", "kept.append(1)", "kept[:]")))).toEqual(["seen=[1, 1]"]);
  });

  test.each([
    ["a copy, which can be changed without effect", "kept['a'].append(2)", "kept['a']", "[1]"],
    ["the same again when put back", "items = kept['a']; items.append(2); kept['a'] = items", "kept['a']", "[1, 2]"],
  ])("gives %s", (_, statements, look, value) => {
    expect(alone("dict(a=[1])", statements, look)).toEqual([`seen=${value}`]);
  });

  test.each([
    ["dict(a=1)", "kept.update(b=2); kept.setdefault('c', 3)", "(dict(kept), len(kept), 'b' in kept, kept.get('z'))"],
  ])("is a dict: %s", (made, statements, look) => {
    expect(alone(made, statements, look)).toEqual(["seen=({'a': 1, 'b': 2, 'c': 3}, 3, True, None)"]);
  });

  test("can be kept in something that a manager keeps", () => {
    expect(alone("dict()", "inner = manager.list(); kept['l'] = inner; kept['l'].append(4)", "inner[:]")).toEqual([
      "seen=[4]",
    ]);
  });

  test("is gone when the manager has been shut down", () => {
    const text = (first: string): string => `
      from multiprocessing import Manager
      shared said = None
      main:
          with Manager() as manager:
              kept = manager.dict(a=1)
              ${first}
          try:
              kept["a"]
          except OSError as e:
              said = str(e)
      outcome said
    `;
    expect(Object.keys(outcomesOf(text("kept['b'] = 2")))).toEqual(["said='[Errno 32] Broken pipe'"]);
    expect(Object.keys(outcomesOf(text("pass")))).toEqual(["said='[Errno 2] No such file or directory'"]);
  });
});
