// The interpreter as a switch: one program under every model; on which of them a finding can really happen.
import { describe, expect, it } from "vitest";
import { explore } from "#sim/explorer/explore.js";
import { exploreInterpreters, withReachability } from "#sim/explorer/interpreters.js";
import { interpreterNames } from "#sim/programs/interpreters.js";
import { compiled, explored, finding } from "../tiny.js";

const loop = "shared x = 0\nthread t * 2:\n    repeat 2:\n        x += 1\n";
const called = "shared x = 0\ndef next(n):\n    return n + 1\nthread t * 2:\n    x = next(x)\n";

describe("One program under every model", () => {
  it("loses updates of `x += 1` in a loop only where a thread can be switched between LOAD and STORE", () => {
    const found = exploreInterpreters(compiled(loop));
    expect(found.map(({ interpreter }) => interpreter)).toEqual(interpreterNames);
    const least = Object.fromEntries(
      found.map(({ interpreter, exploration }) => [interpreter, exploration.outcomes[0].values[0].value]),
    );
    expect(least).toMatchObject({
      any: "2",
      "cpython-3.8": "2",
      "cpython-3.10": "4",
      "cpython-3.12": "4",
      "free-threaded": "2",
      "run-to-block": "4",
    });
  });

  it("loses updates through a call up to today", () => {
    const found = exploreInterpreters(compiled(called), {}, ["cpython-3.12", "run-to-block"]);
    expect(found.map(({ exploration }) => exploration.outcomes.map(({ values }) => values[0].value))).toEqual([
      ["1", "2"],
      ["2"],
    ]);
  });

  it("switches after a call of C code: of any in 3.10, not of len in 3.12", () => {
    const with_ = (call: string): string => `shared x = 0\nshared word = "a"\nthread t * 2:\n    x = x + ${call}\n`;
    const lost = (call: string): string[] =>
      exploreInterpreters(compiled(with_(call)), {}, ["cpython-3.10", "cpython-3.12", "run-to-block"])
        .filter(({ exploration }) => exploration.outcomes.length > 1)
        .map(({ interpreter }) => interpreter);
    expect(lost("len(word)")).toEqual(["cpython-3.10"]);
    expect(lost("ord(word)")).toEqual(["cpython-3.10", "cpython-3.12"]);
  });

  it("computing is a switch point where a loop's end is", () => {
    const text = "shared x = 0\nthread t * 2:\n    y = x\n    cpu 1ms\n    x = y + 1\n";
    const found = exploreInterpreters(compiled(text), {}, ["cpython-3.12", "run-to-block"]);
    expect(found.map(({ exploration }) => exploration.outcomes.length)).toEqual([2, 1]);
  });

  it("looks for races only where every step can be a switch", () => {
    const [any, cpython] = exploreInterpreters(compiled(loop), {}, ["any", "cpython-3.12"]);
    expect(any.exploration.findings.map(({ kind }) => kind)).toEqual(["lost-update", "data-race"]);
    expect(cpython.exploration.findings).toEqual([]);
  });
});

describe("A finding of `any`", () => {
  const names = (text: string): string[] => {
    const program = compiled(text);
    const { interpreters } = finding(withReachability(program, explored(text)), "lost-update");
    return (interpreters ?? []).filter(({ happens }) => happens).map(({ name }) => name);
  };

  it("is told with the interpreters on which it happens", () => {
    expect(names(loop)).toEqual(["cpython-3.8", "cpython-3.9", "free-threaded"]);
    expect(names(called)).toContain("cpython-3.12");
  });

  it("that is no violation is not asked about", () => {
    const program = compiled(loop);
    expect(finding(withReachability(program, explored(loop)), "data-race").interpreters).toBeNull();
  });

  it("that comes by switches which every interpreter has is found without another search", () => {
    const program = compiled(
      "shared a = Lock()\nshared b = Lock()\nthread one:\n    a.acquire()\n    b.acquire()\nthread two:\n    b.acquire()\n    a.acquire()\n",
    );
    let searches = 0;
    const progress = (): void => {
      searches += 1;
    };
    const { interpreters } = finding(withReachability(program, explore(program), { progress }), "deadlock");
    expect(interpreters?.every(({ happens }) => happens)).toBe(true);
    expect(searches).toBe(0);
  });

  it.each([
    ["of another model", { interpreter: "cpython-3.8" }, 20_000],
    ["of a search that was stopped", { maxStates: 10 }, 20_000],
    ["of too large a space", {}, 10],
  ] as const)("%s stays as it is", (_what, options, maxStates) => {
    const exploration = explored(loop, options);
    expect(withReachability(compiled(loop), exploration, {}, maxStates)).toBe(exploration);
  });

  it("where nothing is violated there is nothing to ask", () => {
    const text = "shared x = 0\nthread t * 2:\n    x = 1\n";
    const exploration = explored(text);
    expect(withReachability(compiled(text), exploration)).toBe(exploration);
  });
});
