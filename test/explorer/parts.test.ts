/** What it saves to pack objects in parts, and when they are not: exact figures. */
import { describe, expect, it } from "vitest";
import { Explaining } from "#sim/scheduler/explaining.js";
import { createWorld } from "#sim/scheduler/world.js";
import { finished } from "#sim/explorer/driving.js";
import { divisible } from "#sim/explorer/parts.js";
import { withRoom } from "#sim/explorer/room.js";
import { search } from "#sim/explorer/search.js";
import { compiled } from "../tiny.js";

interface Searched {
  readonly states: number;
  /** How many ways there are for a unit to take a step: so often, at least, one was run. */
  readonly leaves: number;
  /** How many objects were packed in parts, each time the search began. */
  readonly parted: readonly number[];
}

function searched(text: string, wholes: boolean): Searched {
  const engine = new Explaining(createWorld(compiled(text)));
  const initial = engine.initial();
  const { world, early, fixed } = engine;
  const origin = { world, initial, early, fixed, groups: [], attempts: { from: Infinity, share: 0 } };
  const parted: number[] = [];
  const limits = {
    ...{ maxStates: Infinity, maxBytes: Infinity, maxTime: Infinity, progress: null },
    ...{ clock: () => 0, interrupted: () => false },
  };
  const known = { units: initial.units.length, clock: false, parted: wholes ? [] : divisible(world, initial.heap) };
  const { graph, tabulation } = finished(
    withRoom(
      world,
      initial,
      (shape) => {
        parted.push(shape.parted.length);
        return search(origin, shape, limits);
      },
      known,
    ),
  );
  return { states: graph.states, leaves: tabulation.leaves.length - 1, parted };
}

const ofBoth = (text: string): { parts: Searched; wholes: Searched } => ({
  parts: searched(text, false),
  wholes: searched(text, true),
});

describe("Four threads with an item of a list each", () => {
  const text = (container: string, of: (i: number) => string): string =>
    [
      "class Four:",
      "    def __init__(self):",
      "        self.a = self.b = self.c = self.d = 0",
      `shared all = ${container}`,
      ...[0, 1, 2, 3].flatMap((i) => [`thread t${i}:`, "    repeat 3:", `        ${of(i)} += 1`]),
    ].join("\n");
  const inList = text("[0, 0, 0, 0]", (i) => `all[${i}]`);

  it("have nothing to do with each other: a step is run once for each value of the item", () => {
    const { parts, wholes } = ofBoth(inList);
    expect(parts).toEqual({ states: 2401, leaves: 32, parted: [1] });
    expect(wholes).toEqual({ states: 2401, leaves: 1541, parted: [0] });
  });

  it("are like four with a value of a dict, or an attribute", () => {
    const name = (i: number): string => "abcd".charAt(i);
    const inDict = text('{"a": 0, "b": 0, "c": 0, "d": 0}', (i) => `all["${name(i)}"]`);
    const inInstance = text("Four()", (i) => `all.${name(i)}`);
    const { parts } = ofBoth(inList);
    expect([searched(inDict, false), searched(inInstance, false)]).toEqual([parts, parts]);
  });
});

describe("A search", () => {
  it("begins again with a list as one object if it grows, or if a step looks at all of nine items", () => {
    const grows = "shared a = [1]\nshared b = [1]\nthread t:\n    a[0] = b[0]\nthread u:\n    b.append(2)\n";
    expect(searched(grows, false).parted).toEqual([2, 1]);
    const sum = (items: number): string => `shared a = [1] * ${items}\nthread t:\n    a[0] = sum(a)\n`;
    expect([searched(sum(8), false).parted, searched(sum(9), false).parted]).toEqual([[1], [1, 0]]);
  });

  it("begins again without the instances of a class one of which gets another attribute", () => {
    const text = [
      ...["class Box:", "    def __init__(self):", "        self.x = 0"],
      ...["shared a = Box()", "shared b = Box()", "shared c = [0]"],
      ...["thread t:", "    a.y = 1", "    c[0] = 1"],
    ];
    expect(searched(text.join("\n"), false).parted).toEqual([3, 1]);
  });

  it("gives up on parts altogether when that has happened too often", () => {
    const names = ["a", "b", "c", "d", "e"];
    const text = [
      ...[...names, "f"].map((name) => `shared ${name} = [0]`),
      ...["thread t:", ...names.map((name) => `    ${name}.append(1)`), "    f[0] = 1"],
    ];
    expect(searched(text.join("\n"), false).parted).toEqual([6, 5, 4, 3, 0]);
  });
});

describe("A write of what was read before", () => {
  it("asks only whether that is still there: twice the numbers are four times the steps to run, not eight times", () => {
    const count = (n: number): string => `shared x = 0\nthread a * 2:\n    repeat ${n}:\n        x += 1\n`;
    expect([2, 4, 8].map((n) => searched(count(n), false).leaves)).toEqual([35, 133, 545]);
  });
});
