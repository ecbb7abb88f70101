// The interpreter as a switch: one program under every model; on which of them a finding can really happen.
import { describe, expect, it } from "vitest";
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
