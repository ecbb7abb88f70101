/** Objects that are packed in parts: whatever is done with them, both engines agree on it. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { searched } from "../explorer/both-searches.js";
import { compiled } from "../tiny.js";
import { walk } from "./walk.js";

const index = fc.constantFrom("0", "1", "2", "-1", "t % 3");
const key = fc.constantFrom("k", "l");
const attribute = fc.constantFrom("p.x", "p.y");
/** These leave the objects their parts. */
const within = fc.oneof(
  fc.tuple(index, index).map(([i, j]) => `a[${i}] = a[${j}]`),
  index.map((i) => `t = a[${i}]`),
  index.map((i) => `a[${i}] += 1`),
  index.map((i) => `a[${i}] = t`),
  fc.constantFrom("t = len(a)", "t = sum(a)", "t = a.index(max(a))", "t = 1 if 1 in a else 0"),
  fc.constantFrom("a.reverse()", "a.sort()", "a[0:2] = [t, 1]", "a[0], a[1] = a[1], a[0]"),
  fc.constantFrom("for each in a: t = each", "b = list(a)", "t, u, v = a"),
  attribute.map((name) => `${name} += 1`),
  attribute.map((name) => `t = ${name}`),
  fc.tuple(attribute, index).map(([name, i]) => `${name} = a[${i}]`),
  fc.constantFrom("rows[1][0] += 1", "rows[0] = [t]", "rows[t % 2] = rows[0]", "t = rows[1][0]"),
  fc.constantFrom("p.other = Point()", "p.other = p", "p.other = [t]", "p = p.other if p.other else p"),
  key.map((k) => `d["${k}"] += 1`),
  key.map((k) => `t = d["${k}"]`),
  fc.tuple(key, index).map(([k, i]) => `d["${k}"] = a[${i}]`),
  fc.constantFrom(
    "t = len(d)",
    "t = sum(d.values())",
    "d.update(m=t, k=0)",
    'd["k"] = [t]',
    "e = dict(d)",
    "t = d.get('l', 0)",
  ),
  fc.constantFrom("t = choose(0, 1)", "t = len(vars(p))", "t = 0 if p.other is None else 1"),
);
/** These do not. */
const beyond = fc.constantFrom(
  "a.append(t)",
  "a.pop()",
  "del a[0]",
  "a[0:1] = []",
  "a.clear()",
  "p.z = t",
  "del p.y",
  'd["n"] = t',
  "d.pop('k', None)",
  "d.setdefault('l', 2)",
);
const line = fc.oneof({ weight: 12, arbitrary: within }, { weight: 1, arbitrary: beyond });
const body = fc.array(line, { minLength: 1, maxLength: 4 });
const grouped = fc
  .tuple(fc.boolean(), body)
  .map(([atomic, lines]) => (atomic ? ["atomic:", ...lines.map((each) => `    ${each}`)] : lines));

function program(bodies: readonly (readonly string[])[]): string {
  return [
    ...[
      "class Point:",
      "    def __init__(self):",
      "        self.x = 0",
      "        self.y = 1",
      "        self.other = None",
    ],
    ...["shared a = [0, 1, 2]", 'shared d = {"k": 0, "l": 1}', "shared rows = [[0], [1]]", "shared p = Point()"],
    ...bodies.flatMap((lines, i) => [`thread t${i}:`, "    t = 0", ...lines.map((each) => `    ${each}`)]),
  ].join("\n");
}

const text = fc.array(grouped, { minLength: 2, maxLength: 3 }).map(program);
const runs = { numRuns: 150, seed: 20261122, endOnFailure: true };

describe("Lists, dicts and instances, packed in parts", () => {
  it("mean the same to both engines, at every step", () => {
    fc.assert(
      fc.property(text, fc.array(fc.nat(5), { minLength: 10, maxLength: 30 }), (text, picks) => {
        walk(text, picks);
      }),
      runs,
    );
  });

  it("lead to the states, steps and findings that they lead to as wholes", () => {
    let steps = 0;
    fc.assert(
      fc.property(text, (text) => {
        const program = compiled(text);
        const inParts = searched(program, 20_000);
        expect(inParts).toEqual(searched(program, 20_000, false));
        steps += inParts.transitions;
      }),
      runs,
    );
    expect(steps).toBeGreaterThan(5_000);
  });
});
