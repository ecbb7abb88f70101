/**
 * `sample`: draws runs of a program whose interleavings are too many to go through, and says what they showed. Whatever
 * it reports has been replayed on the explaining engine; nothing that it does not report can be taken not to happen.
 */
import { amount, oneOf, wholeNumber, wholeOrNone } from "../programs/checked.js";
import { thousands } from "../programs/thousands.js";
import type { Fairness, Program } from "../programs/program.js";
import { Explaining } from "../scheduler/explaining.js";
import { maxStepsDefault } from "../scheduler/run.js";
import type { State } from "../scheduler/state.js";
import { depthDefault, samplerNames } from "../scheduler/strategies/index.js";
import type { SamplerName } from "../scheduler/strategies/index.js";
import { createWorld } from "../scheduler/world.js";
import { finished, finishedInTurns } from "./driving.js";
import type { Turns } from "./driving.js";
import type { Exploration, Finding, Limit, Outcome, Sample, Sighting, Statistics } from "./exploration.js";
import { FindingMaker } from "./findings.js";
import { endOf, fairnessOf, interruption, limitReached, statesLimit } from "./limits.js";
import type { SearchOptions } from "./limits.js";
import { withRoom } from "./room.js";
import { Sampler } from "./sampler.js";
import type { Draw, Judge, SampleProgress } from "./sampler.js";
import type { Sightings } from "./sightings.js";
import { linesReached } from "./unreached.js";
import { expectedSeen, makeFindings, outcomesSeen, propertiesSeen, setting, verdictSeen } from "./witnessed.js";
import type { Witnesses } from "./witnessed.js";

export interface SampleOptions extends SearchOptions {
  /** By what runs are drawn; default "pct". */
  readonly sampler?: SamplerName | undefined;
  /** How many; default 1,000. */
  readonly runs?: number | undefined;
  /** Of the first run; every further run has the next one. Default: the file's `option seed`, else 1. */
  readonly seed?: number | undefined;
  /** For "pct": how many orderings of steps a bug may need, at least 1; default 3. */
  readonly depth?: number | undefined;
  /** A run is cut off after this many steps; default 10,000. */
  readonly maxSteps?: number | undefined;
  /** No further run after so many different states; default: none. */
  readonly maxStates?: number | undefined;
  /** Bytes of what is kept of the runs. Default: the file's `option max_memory`, else 1 GiB. */
  readonly maxMemoryBytes?: number | undefined;
  readonly progress?: ((progress: SampleProgress) => void) | undefined;
}

/** Draws runs of a program. The same options give the same answer. Throws StartError if its module-level code fails, RangeError for an option that cannot be. */
export function sample(program: Program, options: SampleOptions = {}): Exploration {
  return finished(sampling(program, options));
}

/** The same, giving the event loop a turn now and then; `signal` stops it with what was found so far. */
export function sampleAsync(program: Program, options: SampleOptions & Turns = {}): Promise<Exploration> {
  return finishedInTurns<SampleOptions, Exploration>(options, 16, (asked) => sampling(program, asked));
}

function* sampling(program: Program, options: SampleOptions): Generator<void, Exploration> {
  const { engine, initial, draw, sampler } = yield* drawn(program, options);
  return new Answer(engine, sampler, draw).exploration(initial, fairnessOf(program, options));
}

/** Runs that were drawn, before anything is said of them. */
export function* drawn(
  program: Program,
  options: SampleOptions,
): Generator<void, { engine: Explaining; initial: State; draw: Draw; sampler: Sampler }> {
  const world = createWorld(program, options);
  const engine = new Explaining(world);
  const initial = engine.initial();
  const draw: Draw = {
    sampler: oneOf("sampler", options.sampler ?? "pct", samplerNames),
    seed: wholeNumber("seed", options.seed ?? program.options.seed ?? 1, -Infinity),
    depth: wholeNumber("depth", options.depth ?? depthDefault, 1),
    runs: wholeNumber("runs", options.runs ?? 1_000, 1),
    maxSteps: wholeNumber("maxSteps", options.maxSteps ?? maxStepsDefault, 1),
  };
  const judge = judgeOf(program, options);
  const start = { world, initial, early: engine.early, fixed: engine.fixed };
  const sampler = yield* withRoom(world, initial, (shape) => new Sampler(start, shape, draw).work(judge));
  return { engine, initial, draw, sampler };
}

function judgeOf(program: Program, options: SampleOptions): Judge {
  const { clock = () => 0, interrupted = () => false } = options;
  const maxStates = wholeOrNone("maxStates", options.maxStates ?? Infinity, 1);
  const limits = {
    maxStates,
    maxBytes: amount("maxMemoryBytes", options.maxMemoryBytes ?? program.options.max_memory ?? 2 ** 30),
    maxTime: endOf(program, options),
    clock,
    interrupted,
    progress: null,
  };
  return (progress): Limit | null => {
    options.progress?.(progress);
    if (interrupted()) return interruption;
    return progress.states > maxStates ? statesLimit(maxStates) : limitReached(limits, progress.bytes, 0);
  };
}

class Answer {
  private readonly engine: Explaining;
  private readonly found: Sampler;
  private readonly draw: Draw;
  private readonly witnesses: Witnesses;

  constructor(engine: Explaining, found: Sampler, draw: Draw) {
    this.engine = engine;
    this.found = found;
    this.draw = draw;
    const { marks, seen, broken } = found;
    this.witnesses = {
      marks: marks.items,
      ofMark: (mark) => seen.witness(mark),
      ofBroken: (property) => broken.witness(property),
    };
  }

  exploration(initial: State, fairness: Fairness): Exploration {
    const sample = this.sample();
    const findings = this.findings(fairness);
    const properties = propertiesSeen(this.witnesses, this.engine);
    return {
      ...setting(this.engine, initial, fairness),
      verdict: verdictSeen(findings, properties),
      limit: this.found.limit,
      properties,
      findings,
      outcomes: this.outcomes(),
      expected: expectedSeen(this.found.inspection.expected),
      statistics: this.statistics(),
      sample,
    };
  }

  private seen(sightings: Sightings, what: number): { readonly seen?: Sighting } {
    const seen = sightings.sighting(what, this.found.runs, this.draw.seed);
    return seen === null ? {} : { seen };
  }

  /** Most frequent first. */
  private outcomes(): Outcome[] {
    return outcomesSeen(this.witnesses)
      .map(([mark, outcome]) => ({ ...outcome, ...this.seen(this.found.seen, mark) }))
      .sort((a, b) => (b.seen?.runs ?? 0) - (a.seen?.runs ?? 0));
  }

  private findings(fairness: Fairness): Finding[] {
    const { seen, broken } = this.found;
    const maker = new FindingMaker(this.engine);
    const sightings = new Map<Finding["trace"], { readonly seen?: Sighting }>();
    makeFindings(this.witnesses, maker, this.engine, ({ trace }, mark) => {
      sightings.set(trace, this.seen(seen, mark));
    });
    this.engine.world.program.properties.forEach((property, index) => {
      const witness = broken.witness(index);
      if (witness === null) return;
      sightings.set(maker.addBroken(property, witness, fairness, []).trace, this.seen(broken, index));
    });
    return maker.findings().map((finding) => ({ ...finding, ...sightings.get(finding.trace) }));
  }

  private sample(): Sample {
    const { sampler, seed, depth, runs: wanted, maxSteps } = this.draw;
    const { runs, cut, species, knuth, interleavings, traces } = this.found;
    const lines = [...linesReached(this.engine.world).values()];
    return {
      sampler,
      seed,
      depth: sampler === "pct" ? depth : null,
      contested: sampler === "pct" ? this.found.measured().contested : null,
      runs,
      wanted,
      cut,
      maxSteps,
      interleavings: interleavings.size,
      traces: traces.size,
      lines: { reached: lines.filter((reached) => reached).length, all: lines.length },
      lastTenth: species.lastTenth(),
      chanceOfNew: species.chanceOfNew(),
      statesEstimate: species.richness(),
      interleavingsEstimate: knuth.estimate(),
    };
  }

  private statistics(): Statistics {
    const { species, transitions, longest, cut } = this.found;
    const notes = ["interleavings were not counted: runs were drawn, not all of them explored"];
    if (cut > 0) notes.push(`${thousands(cut)} runs did not end within ${thousands(this.draw.maxSteps)} steps`);
    return {
      states: species.states,
      transitions,
      depth: longest,
      interleavings: null,
      traces: null,
      ladder: null,
      complete: false,
      settled: false,
      bound: null,
      reductions: [],
      full: null,
      cyclic: false,
      notes,
    };
  }
}
