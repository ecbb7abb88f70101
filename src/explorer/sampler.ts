/** Draws runs, and keeps what they showed. */
import { TooManyUnits } from "../scheduler/machine.js";
import type { Notice } from "../scheduler/notice.js";
import { writeSchedule } from "../scheduler/schedule.js";
import type { ScheduledStep } from "../scheduler/schedule.js";
import { hasEnded } from "../scheduler/state.js";
import type { State } from "../scheduler/state.js";
import type { Transition } from "../scheduler/trace.js";
import { createStrategy, weightsOf } from "../scheduler/strategies/index.js";
import type { SamplerName } from "../scheduler/strategies/index.js";
import { chanceOf } from "../scheduler/strategies/lottery.js";
import type { Weights } from "../scheduler/strategies/lottery.js";
import { measure } from "../scheduler/strategies/measure.js";
import type { Measured } from "../scheduler/strategies/measure.js";
import type { Situation, Strategy } from "../scheduler/strategies/strategy.js";
import type { World } from "../scheduler/world.js";
import type { Limit } from "./exploration.js";
import { HappensBefore } from "./happens-before.js";
import { Inspection } from "./inspection.js";
import { Chance, Knuth } from "./knuth.js";
import { isLiveness } from "./liveness.js";
import { unitsLimit } from "./limits.js";
import { eventMark } from "./marking.js";
import { Marks } from "./marks.js";
import { isAble, PackedSystem } from "./packed-system.js";
import type { PackedStep } from "./packed-system.js";
import type { Shape } from "./packing.js";
import { PairTable } from "./pair-table.js";
import { Sightings } from "./sightings.js";
import type { Run } from "./sightings.js";
import { Species } from "./species.js";
import { Tabulation } from "./tabulation.js";
import { walk } from "./walking.js";
import type { Watcher } from "./walking.js";

export interface Draw {
  readonly sampler: SamplerName;
  readonly seed: number;
  readonly depth: number;
  readonly runs: number;
  readonly maxSteps: number;
}

export interface SampleProgress {
  readonly runs: number;
  readonly wanted: number;
  readonly states: number;
  readonly bytes: number;
}

/** Where the work begins: the engine's initial state, and what was noticed on the way to it. */
export interface Start {
  readonly world: World;
  readonly initial: State;
  readonly early: readonly Notice[];
  readonly fixed: number;
}

/** Why no further run is to be made; null: go on. Asked before each. */
export type Judge = (progress: SampleProgress) => Limit | null;

interface RunSoFar extends Run {
  readonly path: ScheduledStep[];
  preemptions: number;
}

export class Sampler {
  readonly marks = new Marks();
  /** By mark, and of liveness properties by their index. */
  readonly seen = new Sightings();
  readonly broken = new Sightings();
  readonly species = new Species();
  readonly knuth = new Knuth();
  readonly interleavings = new Texts();
  readonly traces = new Texts();
  readonly inspection: Inspection;
  limit: Limit | null = null;
  runs = 0;
  cut = 0;
  longest = 0;
  transitions = 0;
  private readonly start: Start;
  private readonly draw: Draw;
  private readonly system: PackedSystem;
  private measurements: Measured | null = null;
  /** By number of the state; [] for most. */
  private readonly marksOf: (readonly number[])[] = [];
  /** State, and unit and choice: seen. */
  private readonly taken = new PairTable();

  constructor(start: Start, shape: Shape, draw: Draw) {
    const { world, initial, fixed } = start;
    this.start = start;
    this.draw = draw;
    const tabulation = new Tabulation(world, initial, fixed, shape);
    this.system = new PackedSystem(tabulation, initial);
    this.inspection = new Inspection(world, tabulation, this.marks);
  }

  measured(): Measured {
    return (this.measurements ??= measure(this.system));
  }

  *work(judge: Judge): Generator<void, this> {
    const { runs: wanted } = this.draw;
    while (this.runs < wanted && this.limit === null) {
      yield;
      this.limit = judge({ runs: this.runs, wanted, states: this.species.states, bytes: this.bytes });
      if (this.limit === null) this.run((this.runs += 1));
    }
    return this;
  }

  private get bytes(): number {
    return this.system.set.bytes + this.interleavings.bytes + this.traces.bytes;
  }

  // --- a run --------------------------------------------------------------------------------------------------

  private run(number: number): void {
    const { sampler, depth } = this.draw;
    const { system } = this;
    const seed = this.draw.seed + number - 1;
    const measured = (): Measured => this.measured();
    const strategy = createStrategy(sampler, { seed, depth, measured });
    const run: RunSoFar = { number, path: [], preemptions: 0 };
    const states: number[] = [];
    const order = new HappensBefore(system.footprints, this.start.fixed);
    const odds = sampler === "random" || sampler === "urw" ? new Odds(weightsOf(sampler, measured)) : null;
    const ended = this.walk(strategy, {
      visit: (vector, enabled) => {
        const state = system.number(vector);
        states.push(state);
        this.see(this.marksAt(state, vector, enabled), run);
      },
      take: (vector, situation, step) => {
        odds?.step(situation, step);
        order.add(step, system.footprint(vector, step), system.tabulation.renaming.names);
        this.step(situation.enabled, step, states[states.length - 1], run);
      },
    });
    this.longest = Math.max(this.longest, run.path.length);
    this.species.add(states);
    if (ended) this.end(run, states, order);
    else this.cut += 1;
    if (odds === null) this.estimate(seed, measured);
    else this.knuth.add(ended ? odds.chance : null);
  }

  /** The samplers whose runs cannot be counted with have a walk beside each, drawn as evenly as can be. */
  private estimate(seed: number, measured: () => Measured): void {
    const odds = new Odds(weightsOf("urw", measured));
    const ended = this.walk(createStrategy("urw", { seed, depth: 1, measured }), {
      take: (_, situation, step) => {
        odds.step(situation, step);
      },
    });
    this.knuth.add(ended ? odds.chance : null);
  }

  /** Whether the run came to its end. */
  private walk(strategy: Strategy, watcher: Watcher): boolean {
    try {
      return walk(this.system, strategy, this.draw.maxSteps, watcher);
    } catch (error) {
      if (!(error instanceof TooManyUnits)) throw error;
      this.limit = unitsLimit(this.start.world.maxUnits);
      return false;
    }
  }

  private step(enabled: readonly Transition[], { unit, choice, leaf }: PackedStep, state: number, run: RunSoFar): void {
    const { tabulation } = this.system;
    const last = run.path.at(-1)?.unit;
    if (last !== undefined && last !== unit && isAble(enabled, last)) run.preemptions += 1;
    run.path.push({ unit, choice });
    const label = unit + tabulation.unitCells * choice;
    if (this.taken.get(state, label) === PairTable.missing) {
      this.taken.set(state, label, 0);
      this.transitions += 1;
    }
    const events = tabulation.leaves[leaf].events.map(eventMark);
    const forgotten = tabulation.forgotten.map((key) => ({ kind: "notice", key }) as const);
    this.see(
      [...events, ...forgotten].map((mark) => this.marks.number(mark)),
      run,
    );
  }

  private see(marks: readonly number[], run: Run): void {
    for (const mark of marks) this.seen.note(mark, run);
  }

  private end(run: Run, states: readonly number[], order: HappensBefore): void {
    this.interleavings.add(writeSchedule(run.path));
    this.traces.add(writeSchedule(order.normalForm()));
    this.start.world.program.properties.forEach(({ kind, then }, index) => {
      if (!isLiveness(kind)) return;
      const lastTrue = (then: boolean): number =>
        states.findLastIndex((state) =>
          this.marksOf[state].includes(this.marks.number({ kind: "condition", index, then })),
        );
      const isBroken =
        kind === "eventually"
          ? lastTrue(false) < 0
          : kind === "always eventually"
            ? lastTrue(false) < states.length - 1
            : lastTrue(false) > lastTrue(then !== null);
      if (isBroken) this.broken.note(index, run);
    });
  }

  // --- states -------------------------------------------------------------------------------------------------

  private marksAt(state: number, vector: Int32Array, enabled: readonly PackedStep[]): readonly number[] {
    return (this.marksOf[state] ??= this.inspect(state, vector, enabled.length === 0));
  }

  private inspect(state: number, vector: Int32Array, ended: boolean): number[] {
    const { tabulation } = this.system;
    const { initial, early } = this.start;
    const found = state === 0 ? this.inspection.ofStart(initial, early) : [];
    this.inspection.ofState(vector, (mark) => found.push(mark));
    const over = ended && tabulation.isOver(vector);
    if (!over && tabulation.standstills) found.push(...this.standstills(vector));
    if (ended) found.push(...this.inspection.ofEnd(vector, over));
    return found;
  }

  /** Units that wait inside their event loop, and keep others from going on. */
  private standstills(vector: Int32Array): number[] {
    const { tabulation } = this.system;
    return this.inspection.unitsIn(vector).flatMap((unit, self) => {
      if (hasEnded(tabulation.status[unit]) || tabulation.successor(vector, self) !== Tabulation.blocked) return [];
      const key = tabulation.standstillOf(vector, self);
      return key === null ? [] : [this.marks.number({ kind: "notice", key })];
    });
  }
}

/** With which chance a walk was drawn. */
class Odds {
  readonly chance = new Chance();
  private readonly weights: Weights;

  constructor(weights: Weights) {
    this.weights = weights;
  }

  step(situation: Situation, step: PackedStep): void {
    const { part, whole } = chanceOf(this.weights, situation, step);
    this.chance.times(part, whole);
  }
}

/** About what a text and its place in a set take. */
const bytesOfText = 100;

/** Different texts. */
class Texts {
  bytes = 0;
  private readonly texts = new Set<string>();

  add(text: string): void {
    if (this.texts.has(text)) return;
    this.texts.add(text);
    this.bytes += bytesOfText + text.length;
  }

  get size(): number {
    return this.texts.size;
  }
}
