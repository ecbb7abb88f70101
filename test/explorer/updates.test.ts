// Lost updates and data races: what two units do to one place.
import { describe, expect, it } from "vitest";
import { explored, finding, findingsOf } from "../tiny.js";

const lost = (text: string): string[] => findingsOf(text).filter((each) => each.startsWith("lost-update"));

describe("A lost update", () => {
  it("is told with what was read, overwritten and written, in the shortest schedule of one preemption", () => {
    const found = finding(explored("shared counter = 0\nthread t * 2:\n    counter += 1\n"), "lost-update");
    expect(found).toMatchObject({
      about: "counter",
      message: "t[0] read counter as 0; before it wrote 1, another unit had made it 1. That update is lost.",
      schedule: "a1b2a1",
      steps: 4,
      preemptions: 1,
      violates: true,
      place: { line: 3 },
      hint: "Read, compute and write under one lock: `with lock:` around the whole update.",
    });
  });

  it.each([
    ["through a local name", "shared x = 0\nthread t * 2:\n    y = x\n    y = y + 1\n    x = y\n", "x"],
    ["through a function call", "shared x = 0\ndef next(n):\n    return n + 1\nthread t * 2:\n    x = next(x)\n", "x"],
    ["inside a function", "shared x = 0\ndef bump():\n    x += 1\nthread t * 2:\n    bump()\n", "x"],
    [
      "of an attribute",
      "class C:\n    def __init__(self):\n        self.n = 0\nshared c = C()\nthread t * 2:\n    c.n += 1\n",
      "c.n",
    ],
    ["of an item", "shared xs = [0]\nthread t * 2:\n    xs[0] += 1\n", "xs[0]"],
    ["of a key", "shared d = {'k': 0}\nthread t * 2:\n    d['k'] = d['k'] + 1\n", "d['k']"],
    [
      "of a key that was looked up with get",
      "shared d = {}\nthread t * 2:\n    d['k'] = d.get('k', 0) + 1\n",
      "d['k']",
    ],
    ["of a tuple key", "shared d = {}\nthread t * 2:\n    d[1, 2] = d.get((1, 2), 0) + 1\n", "d[(1, 2)]"],
    [
      "of a list that is added to in place and stored",
      "shared xs = []\nthread t(i) for i in range(2):\n    xs = xs + [i]\n",
      "xs",
    ],
  ])("%s", (_what, text, about) => {
    expect(lost(text)).toEqual([`lost-update ${about}`]);
  });

  it("of a missing key says so", () => {
    const found = finding(explored("shared d = {}\nthread t * 2:\n    d['k'] = d.get('k', 0) + 1\n"), "lost-update");
    expect(found.message).toBe(
      "t[0] read d['k'] as missing; before it wrote 1, another unit had made it 1. That update is lost.",
    );
  });

  it("of a name that was unbound meanwhile says so", () => {
    const found = finding(explored("shared x = 0\nthread a:\n    x += 1\nthread b:\n    del x\n"), "lost-update");
    expect(found.message).toBe(
      "a read x as 0; before it wrote 1, another unit had made it unbound. That update is lost.",
    );
  });

  it.each([
    ["where the value read is not used", "shared x = 0\nthread t * 2:\n    y = x\n    x = 5\n"],
    [
      "where the unit itself wrote in between",
      "shared x = 0\nthread a:\n    y = x\n    x = 1\n    x = y + 1\nthread b:\n    z = x\n",
    ],
    [
      "of different objects of one class",
      "class C:\n    def __init__(self):\n        self.n = 0\nshared cs = [C(), C()]\nthread t(i) for i in range(2):\n    cs[i].n += 1\n",
    ],
    ["of different keys", "shared d = {0: 0, 1: 0}\nthread t(i) for i in range(2):\n    d[i] += 1\n"],
    ["where somebody wrote the same value", "shared x = 0\nthread a:\n    x += 1\nthread b:\n    x = 0\n"],
    ["under a lock", "shared x = 0\nshared lock = Lock()\nthread t * 2:\n    with lock:\n        x += 1\n"],
    [
      "where other code calls its own method get",
      "class Q:\n    def get(self, k, d):\n        return 1\nshared q = Q()\nshared d = {}\nthread t * 2:\n    d['k'] = q.get('k', 0)\n",
    ],
    ["of a private dict", "thread t * 2:\n    d = {}\n    d['k'] = d.get('k', 0) + 1\n"],
  ])("is none %s", (_what, text) => {
    expect(lost(text)).toEqual([]);
  });

  it("is closed by its write: a second write of the same value wipes out nothing that was read", () => {
    // y = x is a window for the first store only; a's second store is of a constant.
    expect(lost("shared x = 0\nthread a:\n    y = x\n    x = y + 1\n    x = 9\nthread b:\n    x = 5\n")).toEqual([
      "lost-update x",
    ]);
    const found = finding(
      explored("shared x = 0\nthread a:\n    y = x\n    x = y + 1\n    x = 9\nthread b:\n    x = 5\n"),
      "lost-update",
    );
    expect(found.schedule).toBe("a1b1a1");
  });

  it("is not made by a list that a unit itself has put there since it read: that is what it finds", () => {
    const box = "class Box:\n    def __init__(self):\n        self.items = [0]\nshared box = Box()\n";
    const text = `${box}thread t:\n    items = box.items\n    box.items = [1]\n    box.items = items + [2]\nthread u:\n    pass\n`;
    expect(lost(text)).toEqual([]);
  });

  it("takes two: an attribute that an object has from its class is there for the first time when it is written", () => {
    const text = (units: number): string => `class C:\n    n = 0\nshared c = C()\nthread t * ${units}:\n    c.n += 1\n`;
    expect(lost(text(1))).toEqual([]);
    expect(finding(explored(text(2)), "lost-update").message).toBe(
      "t[0] read c.n as 0; before it wrote 1, another unit had made it 1. That update is lost.",
    );
  });

  it("stays possible across a branch that does not write", () => {
    const text =
      "shared x = 0\nthread a:\n    y = x\n    if y > 5:\n        x = 0\n    x = y + 1\nthread b:\n    x = 3\n";
    expect(lost(text)).toEqual(["lost-update x"]);
  });

  it("explains the property it breaks: one finding, not two", () => {
    const { findings, properties } = explored("shared x = 0\nthread t * 2:\n    x += 1\nfinally x == 2\n");
    expect(findings.map(({ kind, property }) => [kind, property])).toEqual([
      ["lost-update", "finally x == 2"],
      ["data-race", null],
    ]);
    expect(properties).toMatchObject([{ name: "x == 2", kind: "finally", verdict: "violated", schedule: "a1b2a1" }]);
  });
});

describe("A data race", () => {
  it("is two units about to access one place, one of them writing: reported, but no violation", () => {
    const exploration = explored("shared x = 0\nthread a:\n    x = 1\nthread b:\n    y = x\n");
    expect(finding(exploration, "data-race")).toMatchObject({
      about: "x",
      message: "Two units access x at the same time, at least one of them writing, and no lock orders them.",
      violates: false,
      schedule: "-",
      hint: "Under the GIL a single read or write is safe; several together are not. A lock makes the order certain.",
    });
    expect(exploration.verdict).toBe("holds");
  });

  it("is a violation with `option races = error`", () => {
    const { verdict, findings } = explored(
      "option races = error\nshared x = 0\nthread a:\n    x = 1\nthread b:\n    y = x\n",
    );
    expect([verdict, findings[0].violates]).toEqual(["violated", true]);
  });

  it.each([
    [
      "an attribute",
      "class C:\n    def __init__(self):\n        self.n = 0\nshared c = C()\nthread t * 2:\n    c.n = 1\n",
      "c.n",
    ],
    [
      "an attribute being deleted",
      "class C:\n    n = 1\nshared c = C()\nthread a:\n    del c.n\nthread b:\n    c.n = 1\n",
      "c.n",
    ],
    ["an item", "shared xs = [1, 2]\nthread t * 2:\n    xs[1] = 3\n", "xs[1]"],
    ["a key", "shared d = {}\nthread t * 2:\n    d['k'] = 3\n", "d['k']"],
    ["an item being deleted", "shared d = {1: 2}\nthread a:\n    del d[1]\nthread b:\n    y = d[1]\n", "d[1]"],
    ["a slice as a whole", "shared xs = [1, 2]\nthread t * 2:\n    xs[:] = []\n", "xs"],
    ["a name being deleted", "shared x = 1\nthread a:\n    del x\nthread b:\n    x = 1\n", "x"],
  ])("on %s goes by its name", (_what, text, name) => {
    expect(findingsOf(text).filter((each) => each.startsWith("data-race"))).toEqual([`data-race ${name}`]);
  });

  it.each([
    ["two readers", "shared x = 0\nthread t * 2:\n    y = x\nthread c:\n    wait until x == 0\n    z = 1\n"],
    ["accesses under a lock", "shared x = 0\nshared lock = Lock()\nthread t * 2:\n    with lock:\n        x += 1\n"],
    ["methods of a container, which the GIL makes atomic", "shared xs = []\nthread t * 2:\n    xs.append(1)\n"],
    ["accesses in atomic blocks", "shared x = 0\nthread t * 2:\n    atomic:\n        x += 1\n"],
    [
      "accesses in order",
      "shared x = 0\nshared done = Event()\nthread a:\n    x = 1\n    done.set()\nthread b:\n    done.wait()\n    x = 2\n",
    ],
  ])("is none between %s", (_what, text) => {
    expect(findingsOf(text)).toEqual([]);
  });
});
