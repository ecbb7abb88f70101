// Finding the steps of many states at a time changes nothing about where they lead, or in which order.
import { describe, expect, test } from "vitest";
import { ends, Successors } from "#sim/explorer/successors.js";
import type { Canonical } from "#sim/explorer/successors.js";
import { StateSet } from "#sim/explorer/state-set.js";
import { Tabulation } from "#sim/explorer/tabulation.js";
import { Explaining } from "#sim/scheduler/explaining.js";
import { createWorld } from "#sim/scheduler/world.js";
import { compiled } from "../tiny.js";

const unitCells = 4;

function start(text: string): { tabulation: Tabulation; set: StateSet } {
  const engine = new Explaining(createWorld(compiled(text)));
  const state = engine.initial();
  const tabulation = new Tabulation(engine.world, state, engine.fixed, { units: unitCells, clock: true, parted: [] });
  const vector = tabulation.pack(state);
  const set = new StateSet(vector.length);
  set.add(vector);
  return { tabulation, set };
}

/** Every state and every step, in lines; the states' vectors without the zeros at their ends. */
type Explored = readonly string[];

function line(state: number, vector: Int32Array, steps: readonly string[]): string {
  return `${state} [${[...vector].join(" ").replace(/( 0)+$/, "")}] ${steps.join(", ")}`;
}

/** By the tabulation, one step after the other. */
function oneByOne(text: string, canonical: Canonical): Explored {
  const { tabulation, set } = start(text);
  const lines: string[] = [];
  for (let state = 0; state < set.size; state++) {
    const vector = new Int32Array(set.width);
    set.read(state, vector);
    const steps: string[] = [];
    for (let unit = 0; unit < unitCells && vector[unit] !== 0 && !tabulation.isOver(vector); unit++) {
      if (tabulation.facts.hasEnded(vector[unit])) continue;
      tabulation.transitions(vector, unit).forEach((leaf, choice) => {
        const next = new Int32Array(tabulation.packing.width);
        tabulation.apply(leaf, unit, vector, next);
        const shift = canonical.canonicalise(next);
        if (set.width < next.length) set.widen(next.length);
        steps.push(`${unit}.${choice} to ${set.add(next)} by ${shift}`);
      });
    }
    lines.push(line(state, vector, steps));
  }
  return lines;
}

function inBatches(text: string, canonical: Canonical | null, most: number): Explored {
  const { tabulation, set } = start(text);
  new Successors(tabulation, set, canonical);
  const lines: string[] = [];
  while (lines.length < set.size) {
    const begin = lines.length;
    const count = Math.min(most, set.size - begin);
    const { exports } = set.kernel;
    exports.clear();
    for (let i = 0; i < count; i++) exports.add(begin + i);
    exports.findAll();
    for (let i = 0; i < count; i++) {
      const steps: string[] = [];
      for (let step = exports.firstStep(i); step < exports.firstStep(i + 1); step++)
        steps.push(
          `${exports.unitOf(step)}.${exports.choiceOf(step)} to ${exports.enterStep(step)} by ${exports.shiftOf(step)}`,
        );
      const vector = new Int32Array(set.width);
      set.read(begin + i, vector);
      expect(exports.endOf(i)).toBe(steps.length > 0 ? ends.moves : tabulation.isOver(vector) ? ends.over : ends.stuck);
      lines.push(line(begin + i, vector, steps));
    }
  }
  return lines;
}

const programs = {
  "places written one after the other": `
shared a = 0
shared b = 0
shared c = 0
thread unit * 2:
    a += 1
    b = a
    c = b`,
  "a deadlock": `
shared a = Lock()
shared b = Lock()
thread one:
    with a:
        with b:
            pass
thread two:
    with b:
        with a:
            pass`,
  "units that start others, and objects that come and go": `
shared items = []
def work(n):
    items.append([n])
main:
    threads = [Thread(target=work, args=(i,)) for i in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    items.pop()`,
  choices: `
shared x = 0
thread unit * 2:
    y = choose(1, 2, 3)
    x = x * 4 + y`,
  "exact time": `
option time = timed
shared x = 0
thread unit(i) for i in range(3):
    sleep(0.1 * i)
    x = x * 2 + i`,
};

const canonical = (canonicalise: Canonical["canonicalise"]): Canonical => ({
  ...{ canonicalise, loneGroup: null, rotation: () => 0 },
});

const asTheyAre = canonical(() => 0);

/** The first place that was written holds what it held at the start. */
const forgetful = canonical((vector) => {
  const held = vector.at(unitCells + 1) ?? 0;
  vector[unitCells + 1] = 0;
  return held;
});

describe("Successors", () => {
  for (const [name, text] of Object.entries(programs)) {
    test(`of many states at a time are those of one after the other: ${name}`, () => {
      const expected = oneByOne(text, asTheyAre);
      for (const most of [1, 7, 1000]) expect(inBatches(text, null, most)).toEqual(expected);
    });
  }

  test("are put for all that count as the same before they enter the set", () => {
    const text = `
shared x = 0
thread unit * 3:
    x += 1
    x += 1`;
    const expected = oneByOne(text, forgetful);
    for (const most of [1, 7, 1000]) expect(inBatches(text, forgetful, most)).toEqual(expected);
    expect(expected.length).toBeLessThan(oneByOne(text, asTheyAre).length / 2);
  });

  test("tell which state nobody can leave", () => {
    const { tabulation, set } = start(programs["a deadlock"]);
    new Successors(tabulation, set, null);
    const { exports } = set.kernel;
    const stuck: number[] = [];
    for (let state = 0; state < set.size; state++) {
      exports.clear();
      exports.add(state);
      exports.findAll();
      for (let step = 0; step < exports.stepTotal(); step++) exports.enterStep(step);
      if (exports.endOf(0) === ends.stuck) stuck.push(state);
    }
    expect(stuck.length).toBe(1);
  });
});
