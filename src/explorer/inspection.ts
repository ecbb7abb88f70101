/** What is asked of every packed state: properties, races; and of those in which nothing can happen any more. */
import { truth } from "../programs/builtins/operators.js";
import type { OutcomeColumn } from "../programs/program.js";
import type { HeapObject } from "../programs/value.js";
import { observe } from "../scheduler/explaining.js";
import { LiveMemory } from "../scheduler/live-memory.js";
import { failureOf } from "../scheduler/exception-text.js";
import { keyOfNotice, neglected } from "../scheduler/notice.js";
import type { Notice } from "../scheduler/notice.js";
import { outcomeOf } from "../scheduler/outcome.js";
import type { Memory, State } from "../scheduler/state.js";
import type { World } from "../scheduler/world.js";
import { isLiveness } from "./liveness.js";
import type { Marks } from "./marks.js";
import type { Tabulation } from "./tabulation.js";

/** A property as an observer of states: what it must not be seen as (`always`: anything but true; `sometimes`: false). */
interface Watched {
  readonly index: number;
  readonly observer: number;
  readonly wanted: boolean;
}

/** A condition of a liveness property, and the mark of the states in which it is true. */
interface Condition {
  readonly index: number;
  readonly observer: number;
  readonly mark: number;
}

export class Inspection {
  /** By expectation index: the texts of its columns in the final states seen. */
  readonly expected = new Map<number, Set<string>>();
  readonly world: World;
  readonly tabulation: Tabulation;
  readonly marks: Marks;
  private readonly always: Watched[] = [];
  private readonly atEnd: Watched[] = [];
  private readonly conditions: Condition[] = [];
  private readonly outcome: number;
  private readonly columns: { readonly observer: number; readonly seen: Set<string> }[] = [];
  private readonly trueResult: number;
  private readonly falseResult: number;
  /** By the number of an object: the marks of what it means that it is left over at the end. */
  private readonly neglectedObjects: (readonly number[] | undefined)[] = [];
  private readonly raceMarks: (number | undefined)[] = [];
  private tellRace: ((access: number, mark: number) => void) | null = null;

  constructor(world: World, tabulation: Tabulation, marks: Marks) {
    this.world = world;
    this.tabulation = tabulation;
    this.marks = marks;
    this.trueResult = tabulation.results.of("true");
    this.falseResult = tabulation.results.of("false");
    this.outcome = tabulation.addObserver((memory) => JSON.stringify(outcomeOf(world, memory)), "wholes");
    this.watchProperties();
    this.watchExpectations();
  }

  private watchProperties(): void {
    this.world.program.properties.forEach(({ kind, code, then }, index) => {
      if (isLiveness(kind)) return this.watchConditions(index, code, then);
      const list = kind === "finally" ? this.atEnd : this.always;
      list.push({
        index,
        observer: this.observerOf(code, kind === "finally" ? "wholes" : "parts"),
        wanted: kind !== "sometimes",
      });
    });
  }

  private watchConditions(index: number, code: number, then: number | null): void {
    const watch = (code: number, then: boolean): void => {
      const mark = this.marks.number({ kind: "condition", index, then });
      this.conditions.push({ index, observer: this.observerOf(code), mark });
    };
    watch(code, false);
    if (then !== null) watch(then, true);
  }

  private observerOf(code: number, looksAt: "parts" | "wholes" = "parts"): number {
    return this.tabulation.addObserver((memory) => {
      const seen = observe(this.world, memory, code, (m, value) => String(truth(m, value)));
      return seen.kind === "value" ? seen.text : `!${seen.text}`;
    }, looksAt);
  }

  private watchExpectations(): void {
    const { world } = this;
    world.program.expectations.forEach((expectation, index) => {
      if (expectation.kind !== "outcomes") return;
      const { columns } = expectation;
      const seen = new Set<string>();
      const observer = this.tabulation.addObserver((memory) => expectedText(world, memory, columns), "wholes");
      this.columns.push({ observer, seen });
      this.expected.set(index, seen);
    });
  }

  /** Observers of every state, and the result that says that there is nothing to mark. */
  get observed(): { readonly observer: number; readonly fine: number }[] {
    const { always, conditions, trueResult, falseResult } = this;
    return [
      ...always.map(({ observer, wanted }) => ({ observer, fine: wanted ? trueResult : falseResult })),
      ...conditions.map(({ observer }) => ({ observer, fine: falseResult })),
    ];
  }

  /** Tells from then on of each access over which there can be a race, and the race's mark. */
  onRace(tell: (access: number, mark: number) => void): void {
    this.tellRace = tell;
  }

  /** Whether `ofState` could find anything so far. */
  get asks(): boolean {
    const { rules } = this.world;
    return this.always.length + this.conditions.length > 0 || (rules.everyStep && this.tabulation.facts.writes);
  }

  /** Marks of any state: properties and races. */
  ofState(vector: Int32Array, mark: (number: number) => void): void {
    for (const watched of this.always) this.judge(watched, vector, mark);
    for (const condition of this.conditions) this.note(condition, vector, mark);
    if (this.world.rules.everyStep) this.races(vector, mark);
  }

  private note(
    { index, observer, mark: whenTrue }: Condition,
    vector: Int32Array,
    mark: (number: number) => void,
  ): void {
    const seen = this.tabulation.observe(observer, vector);
    if (seen === this.trueResult) mark(whenTrue);
    else if (seen !== this.falseResult) this.violated(index, seen, mark);
  }

  private judge({ index, observer, wanted }: Watched, vector: Int32Array, mark: (number: number) => void): void {
    const seen = this.tabulation.observe(observer, vector);
    if (seen !== (wanted ? this.trueResult : this.falseResult)) this.violated(index, seen, mark);
  }

  private violated(index: number, seen: number, mark: (number: number) => void): void {
    const text = this.tabulation.results.texts[seen];
    mark(this.marks.number({ kind: "property", index, raised: text.startsWith("!") ? text.slice(1) : null }));
  }

  /** Two units about to touch one place, one of them writing. */
  private races(vector: Int32Array, mark: (number: number) => void): void {
    const { access, unitCells, status } = this.tabulation;
    for (let a = 0; a < unitCells && vector[a] !== 0; a++) {
      const mine = access[vector[a]];
      if (mine >= 0 || status[vector[a]] !== "ready") continue;
      for (let b = 0; b < unitCells && vector[b] !== 0; b++)
        if (b !== a && (access[vector[b]] === mine || access[vector[b]] === -mine)) mark(this.raceMark(-mine));
    }
  }

  private raceMark(access: number): number {
    const known = this.raceMarks[access];
    if (known !== undefined) return known;
    const mark = this.marks.number({ kind: "data-race", key: this.tabulation.accessKeys.texts[access] });
    this.raceMarks[access] = mark;
    this.tellRace?.(access, mark);
    return mark;
  }

  /** Units that failed before their first step, and what was noticed of them until then. */
  ofStart(initial: State, early: readonly Notice[]): number[] {
    const memory = new LiveMemory(this.world, initial);
    const failed = initial.units.flatMap((unit) => {
      const failure = failureOf(this.world, memory, unit);
      if (failure === null) return [];
      const { type, line, whose } = failure;
      return [this.marks.number({ kind: "failed", type, line, unit: whose })];
    });
    return [...failed, ...early.map((notice) => this.notice(keyOfNotice(notice)))];
  }

  private notice(key: string): number {
    return this.marks.number({ kind: "notice", key });
  }

  /** A terminal state: outcome, `finally`, deadlock. `over`: all units that count have ended. */
  ofEnd(vector: Int32Array, over: boolean): number[] {
    const { tabulation } = this;
    const failed = this.unitsIn(vector).some((unit) => tabulation.status[unit] === "failed");
    const end = !over ? "deadlocked" : failed ? "failed" : "completed";
    const found = [
      this.marks.number({
        kind: "outcome",
        end,
        values: tabulation.results.texts[tabulation.observe(this.outcome, vector)],
      }),
    ];
    for (const { observer, seen } of this.columns)
      seen.add(tabulation.results.texts[tabulation.observe(observer, vector)]);
    if (!over) found.push(this.marks.number({ kind: "deadlock", group: this.stuckGroup(vector) }));
    else {
      for (const watched of this.atEnd) this.judge(watched, vector, (mark) => found.push(mark));
      if (this.world.library.has("asyncio._loops")) found.push(...this.leftOver(vector));
    }
    return found;
  }

  /** What is still there when the program ends, and should have been used. */
  private leftOver(vector: Int32Array): number[] {
    const { packing } = this.tabulation;
    const found: number[] = [];
    for (let id = packing.objectCount(vector) - 1; id >= 0; id--) {
      const number = packing.objectNumber(vector, id);
      const known = (this.neglectedObjects[number] ??= this.neglectIn([packing.objects.get(number)]));
      found.push(...known);
    }
    for (const number of this.unitsIn(vector)) {
      const { status, heap } = packing.units.get(number);
      if (status !== "ready") found.push(...this.neglectIn(Object.values(heap)));
    }
    return found;
  }

  private neglectIn(objects: readonly Readonly<HeapObject>[]): readonly number[] {
    return objects.flatMap((object) => {
      const notice = neglected(this.world.program, object);
      return notice === null ? [] : [this.notice(keyOfNotice(notice))];
    });
  }

  /** Numbers of the units there are. */
  unitsIn(vector: Int32Array): number[] {
    return [...vector.subarray(0, this.tabulation.unitCells)].filter((unit) => unit !== 0);
  }

  /** Who waits for ever while those go round who move, in a state where that is so. */
  stuckBeside(moving: readonly number[], vector: Int32Array): number[] {
    const { status, daemon } = this.tabulation;
    return this.unitsIn(vector).flatMap((unit, self) =>
      status[unit] === "ready" && !daemon[unit] && !moving.includes(self) ? [self] : [],
    );
  }

  /** Who waits where, regardless of which of several like units it is. */
  private stuckGroup(vector: Int32Array): string {
    const { status, daemon, packing } = this.tabulation;
    return this.unitsIn(vector)
      .filter((number) => status[number] === "ready" && !daemon[number])
      .map((number) => {
        const { template, name, frames } = packing.units.get(number);
        return `${template < 0 ? name : String(template)}@${frames.map(({ code, pc }) => `${code}:${pc}`).join("/")}`;
      })
      .sort()
      .join(" ");
  }
}

/** The columns' values as one text: the text of a lone value, or of the tuple. */
function expectedText(world: World, memory: Memory, columns: readonly OutcomeColumn[]): string {
  const texts = outcomeOf(world, memory, columns).map(({ value }) => value);
  return texts.length === 1 ? texts[0] : `(${texts.join(", ")})`;
}
