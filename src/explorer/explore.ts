/**
 * `explore`: searches every interleaving, then reads the answers off the graph: outcomes with their counts, findings
 * with their least schedules, verdicts. Whatever it reports has been replayed on the explaining engine.
 */
import { amount, wholeOrNone } from "../programs/checked.js";
import { thousands } from "../programs/thousands.js";
import type { Fairness, InterpreterName, Program, PropertyKind } from "../programs/program.js";
import { Explaining } from "../scheduler/explaining.js";
import { writeSchedule } from "../scheduler/schedule.js";
import type { State } from "../scheduler/state.js";
import { createWorld } from "../scheduler/world.js";
import { countInterleavings } from "./counting.js";
import { finished, finishedInTurns } from "./driving.js";
import type { Turns } from "./driving.js";
import type { Exploration, Finding, Outcome, PropertyResult, Statistics, Verdict } from "./exploration.js";
import { FindingMaker } from "./findings.js";
import type { Witness } from "./findings.js";
import type { StateGraph } from "./graph.js";
import { gatheredLoop } from "./gathered-loop.js";
import { ladderOf, tracesOf } from "./ladder.js";
import type { Lasso } from "./lasso.js";
import { preemptionsOf, stepsOf } from "./least-preemptions.js";
import type { LeastSchedule } from "./least-preemptions.js";
import { brokenLiveness, isLiveness } from "./liveness.js";
import type { BrokenProperty } from "./liveness.js";
import type { Mark } from "./marks.js";
import { quotient } from "./odds.js";
import { passingSchedule } from "./passing.js";
import { endOf, fairnessOf } from "./limits.js";
import type { Progress, SearchOptions } from "./limits.js";
import type { SearchResult } from "./search-result.js";
import { exploreCompactly } from "./compact.js";
import { byEndThenValues } from "./outcome-order.js";
import { expectedSeen, setting } from "./witnessed.js";
import type { SecondCore } from "./second-core.js";
import { reachedFrom } from "./reaching.js";
import { reduceOf, searchReduced } from "./searching.js";
import type { Reduce, Snapshot, StagedLimits } from "./searching.js";
import { unreachedFindings } from "./unreached.js";
import { Understanding } from "./understanding.js";

export interface ExploreProgress extends Progress {
  /** How much of the limit on states or memory is used, whichever is nearer: 1 stops the search. */
  readonly used: number;
}

export interface ExploreOptions extends SearchOptions {
  /**
   * Whether to leave out what need not be looked at for the same answers. "auto", the default: if the program has more than
   * 50,000 states. What is then not known (numbers of traces, say) is null, and `statistics.notes` says why.
   */
  readonly reduce?: Reduce | undefined;
  /**
   * Keeps of each state 64 bits of hash only, and no graph, to look at many more states. What it finds is so, but it can
   * prove nothing: the verdict is "violated" or "unknown", see `Exploration.compaction`. Default false. With it `reduce`
   * has no meaning, and the search is not saved, nor resumed.
   */
  readonly compact?: boolean | undefined;
  /** Default 10,000,000, or the file's `option max_states`. */
  readonly maxStates?: number | undefined;
  /** Bytes of the search's own tables. Default: the file's `option max_memory`, else 4 GiB. */
  readonly maxMemoryBytes?: number | undefined;
  readonly progress?: ((progress: ExploreProgress) => void) | undefined;
  /** How much to do for counting traces, in transitions looked at; default 300,000, and 100 times that if the file expects a number. */
  readonly maxTraceEffort?: number | undefined;
  /**
   * Whether to find out what no verdict and no expectation depends on: odds, passing schedules and points of no return of
   * findings; traces, and the ladder. Default true. False: they are null, but for traces if the file expects a number.
   */
  readonly insights?: boolean | undefined;
  /**
   * Whether the rungs of the ladder say how many traces they show. Each trace is looked at, which takes longer than the search
   * where there are many. Default true; false: null.
   */
  readonly ladderTraces?: boolean | undefined;
  /**
   * Whether to go on, once a reduced search has told what there is, until the least schedule of each outcome and finding is
   * known. Default true. False: some schedules may not be the least, and a note says so.
   */
  readonly leastSchedules?: boolean | undefined;
  /**
   * Called once if a limit or `interrupted` stops the search, before the answer is made, with what it takes to go on. Not
   * called when the search has finished, nor for what no option lifts (too many units or outcomes).
   */
  readonly onStop?: ((snapshot: Snapshot) => void) | undefined;
  /**
   * Goes on from there: the answer is that of a search that was never stopped. Program and options must be the same but for
   * limits, `progress`, `clock`, `fairness` and `maxTraceEffort`; `SnapshotError` is thrown if something else is noticed.
   */
  readonly resume?: Snapshot | undefined;
  /**
   * Makes large searches faster, and changes nothing else. In Node it is `new SecondThread()` from
   * `sim-concurrency/second-core`; elsewhere whatever calls `assist` in a worker. Default: none.
   */
  readonly secondCore?: SecondCore | undefined;
}

/**
 * Explores every interleaving of a program. Throws StartError if its module-level code fails, RangeError for an option that
 * cannot be, SnapshotError if `resume` is not of the same program and options.
 */
export function explore(program: Program, options: ExploreOptions = {}): Exploration {
  return finished(exploration(program, options));
}

/** The same, giving the event loop a turn now and then; `signal` stops it with what was found so far. */
export function exploreAsync(program: Program, options: ExploreOptions & Turns = {}): Promise<Exploration> {
  return finishedInTurns<ExploreOptions, Exploration>(options, 16, (asked) => exploration(program, asked));
}

/** The same as work that pauses now and then (see `driving`). */
export function* exploration(program: Program, options: ExploreOptions): Generator<void, Exploration> {
  const world = createWorld(program, options);
  const engine = new Explaining(world);
  const initial = engine.initial();
  const limits = limitsOf(program, options);
  const fairness = fairnessOf(program, options);
  if (options.compact === true) return yield* exploreCompactly(engine, initial, limits, fairness);
  const resume = options.resume ?? null;
  const found = yield* searchReduced(engine, initial, limits, reduceOf(program, options), resume);
  const asked: Asked = {
    fairness,
    traceEffort: options.maxTraceEffort ?? traceEffort(program),
    insights: options.insights ?? true,
    ladderTraces: options.ladderTraces ?? true,
    traces: (options.insights ?? true) || expectsTraces(program),
  };
  const answer = new Answer(engine, initial, found, asked).exploration();
  if (found.limit === null && resume === null) stricterModels.set(answer, world.stricter);
  return answer;
}

/** Of searches that have carried out every step themselves: see `World.stricter`. */
const stricterModels = new WeakMap<Exploration, ReadonlySet<InterpreterName>>();

/** Whether it is known to have had every switch point under that model, which has no others, too: then the states and steps are the same. */
export function isSameUnder(model: InterpreterName, exploration: Exploration): boolean {
  return stricterModels.get(exploration)?.has(model) === false;
}

/** What is asked of the graph beyond what every exploration tells. */
interface Asked {
  readonly fairness: Fairness;
  readonly traceEffort: number;
  readonly insights: boolean;
  readonly ladderTraces: boolean;
  readonly traces: boolean;
}

function traceEffort(program: Program): number {
  return expectsTraces(program) ? 30_000_000 : 300_000;
}

function expectsTraces({ expectations }: Program): boolean {
  return expectations.some((each) => each.kind === "number" && each.what === "traces");
}

export function limitsOf(program: Program, options: ExploreOptions): StagedLimits {
  const { clock = () => 0, progress } = options;
  const maxStates = wholeOrNone("maxStates", options.maxStates ?? program.options.max_states ?? 10_000_000, 1);
  const maxBytes = amount("maxMemoryBytes", options.maxMemoryBytes ?? program.options.max_memory ?? 4 * 2 ** 30);
  const used = ({ states, reduced, bytes }: Progress): number =>
    Math.max(Math.max(states, reduced ?? 0) / maxStates, bytes / maxBytes);
  return {
    maxStates,
    maxBytes,
    maxTime: endOf(program, options),
    clock,
    interrupted: options.interrupted ?? (() => false),
    progress: progress === undefined ? null : (now) => progress({ ...now, used: used(now) }),
    onStop: options.onStop ?? null,
    leastSchedules: options.leastSchedules,
    secondCore: options.secondCore,
  };
}

class Answer {
  private readonly engine: Explaining;
  private readonly initial: State;
  private readonly found: SearchResult;
  private readonly graph: StateGraph;
  private readonly least: ReadonlyMap<number, LeastSchedule>;
  private readonly marks: readonly Mark[];
  private readonly asked: Asked;
  /** By index of the property. */
  private readonly broken: ReadonlyMap<number, BrokenProperty>;

  constructor(engine: Explaining, initial: State, found: SearchResult, asked: Asked) {
    this.engine = engine;
    this.asked = asked;
    this.initial = initial;
    this.found = found;
    this.graph = found.graph;
    this.marks = found.marks.items;
    this.least = found.least;
    this.broken = brokenLiveness(found.graph, this.marks, engine.world.program.properties, asked.fairness);
  }

  exploration(): Exploration {
    const { program } = this.engine.world;
    const counts = countInterleavings(this.graph);
    const outcomes = this.outcomes(counts?.byMark ?? null, counts?.total ?? null);
    const understanding = this.asked.insights
      ? new Understanding(this.graph, this.marks, program, counts?.total ?? null)
      : null;
    const findings = this.findings(understanding);
    const properties = this.properties();
    return {
      ...setting(this.engine, this.initial, this.asked.fairness),
      verdict: this.verdict(findings, properties),
      limit: this.found.limit,
      properties,
      findings,
      outcomes,
      expected: expectedSeen(this.found.expected),
      statistics: this.statistics(counts?.total ?? null, outcomes, findings, understanding?.tooLarge === true),
    };
  }

  private scheduleOf(least: LeastSchedule): string {
    return writeSchedule(stepsOf(this.graph, least.path));
  }

  private witnessOf({ stem, loop }: Lasso): Witness {
    const path = [...stem, ...loop];
    const steps = stepsOf(this.graph, path);
    return {
      schedule: writeSchedule(steps, loop.length === 0 ? null : stem.length),
      steps: path.length,
      preemptions: preemptionsOf(this.graph, path),
    };
  }

  // --- outcomes -----------------------------------------------------------------------------------------------

  private outcomes(byMark: ReadonlyMap<number, bigint> | null, total: bigint | null): Outcome[] {
    const outcomes = this.marks.flatMap((mark, number): Outcome[] => {
      const least = this.least.get(number);
      if (mark.kind !== "outcome" || least === undefined) return [];
      const interleavings = byMark?.get(number) ?? null;
      return [
        {
          values: JSON.parse(mark.values) as Outcome["values"],
          end: mark.end,
          interleavings,
          share: interleavings === null || total === null ? null : quotient(interleavings, total),
          preemptions: least.preemptions,
          steps: least.steps,
          schedule: this.scheduleOf(least),
        },
      ];
    });
    return outcomes.sort(byEndThenValues);
  }

  // --- findings -----------------------------------------------------------------------------------------------

  /** How many different ones there are. */
  private deadlocks(): number {
    const isOne = (mark: Mark): boolean => mark.kind === "deadlock" || (mark.kind === "trap" && !isCircle(mark));
    return this.marks.filter((mark, number) => isOne(mark) && this.least.has(number)).length;
  }

  private findings(understanding: Understanding | null): Finding[] {
    const maker = new FindingMaker(this.engine);
    const sources = new Map<Finding["trace"], { readonly mark: number; readonly least: LeastSchedule }>();
    const { properties } = this.engine.world.program;
    this.marks.forEach((mark, number) => {
      const least = this.least.get(number);
      if (least === undefined || mark.kind === "outcome" || mark.kind === "condition") return;
      if (mark.kind === "property" && properties[mark.index].kind === "sometimes" && mark.raised === null) return;
      if (isCircle(mark) && this.isEndlessByDesign()) return;
      const { steps, preemptions } = least;
      const witness = isCircle(mark)
        ? this.witnessOf(this.circleAfter(number, least))
        : { schedule: this.scheduleOf(least), steps, preemptions };
      const made = maker.add(mark, witness);
      if (made !== null) sources.set(made.trace, { mark: number, least });
    });
    for (const [index, broken] of this.broken)
      maker.addBroken(properties[index], this.witnessOf(broken), this.asked.fairness, broken.starved);
    const unreached = this.found.limit === null ? unreachedFindings(this.engine.world) : [];
    const told = maker.findings().map((finding) => {
      const source = sources.get(finding.trace);
      if (understanding === null || source === undefined || !finding.violates) return finding;
      const { noReturn, detour, odds } = understanding.of(source.mark, source.least);
      const passing = detour === null ? null : passingSchedule(this.engine.world, finding, detour);
      return { ...finding, noReturn, odds, passing };
    });
    return [...told, ...unreached];
  }

  /** No run of it ends, and its author has said what has to happen meanwhile: to go round is not to be lost. */
  private isEndlessByDesign(): boolean {
    return (
      this.engine.world.program.properties.some(({ kind }) => isLiveness(kind)) &&
      !this.marks.some((mark) => mark.kind === "outcome" && mark.end !== "deadlocked")
    );
  }

  /** The schedule, and a round of those who go round in circles from there on. */
  private circleAfter(mark: number, { path }: LeastSchedule): Lasso {
    const { graph } = this;
    const round = this.found.rounds.get(mark);
    if (round !== undefined) return { stem: path, loop: round };
    const state = path.length === 0 ? 0 : graph.target[path[path.length - 1]];
    // Whatever can be reached from there is the component, which is never left; whoever is able to move does so in it.
    return { stem: path, loop: gatheredLoop(graph, reachedFrom(graph, state), state, "weak") };
  }

  // --- verdicts -----------------------------------------------------------------------------------------------

  private properties(): PropertyResult[] {
    return this.engine.world.program.properties.map(({ name, kind, place }, index) => {
      const marked = this.marks.findIndex(
        (mark) => mark.kind === "property" && mark.index === index && (kind !== "sometimes" || mark.raised === null),
      );
      const least = marked < 0 ? undefined : this.least.get(marked);
      const broken = this.broken.get(index);
      const schedule =
        least !== undefined ? this.scheduleOf(least) : broken !== undefined ? this.witnessOf(broken).schedule : null;
      return { name, kind, verdict: this.propertyVerdict(kind, schedule !== null), schedule, place };
    });
  }

  private propertyVerdict(kind: PropertyKind, marked: boolean): Verdict {
    const complete = this.found.limit === null;
    switch (kind) {
      case "always":
      case "finally":
      case "eventually":
      case "always eventually":
      case "leads to":
        return marked ? "violated" : complete ? "holds" : "unknown";
      case "sometimes":
        return marked ? "holds" : complete ? "violated" : "unknown";
    }
  }

  private verdict(findings: readonly Finding[], properties: readonly PropertyResult[]): Verdict {
    if (findings.some(({ violates }) => violates) || properties.some(({ verdict }) => verdict === "violated"))
      return "violated";
    if (this.found.limit !== null || properties.some(({ verdict }) => verdict === "unknown")) return "unknown";
    return "holds";
  }

  private statistics(
    interleavings: bigint | null,
    outcomes: readonly Outcome[],
    findings: readonly Finding[],
    tooLarge: boolean,
  ): Statistics {
    const { insights, ladderTraces, traces: counted, traceEffort } = this.asked;
    const each = insights && ladderTraces;
    const traces =
      interleavings === null || !counted ? null : tracesOf(this.engine.world, this.found, traceEffort, each);
    const complete = this.found.limit === null;
    const { proof } = this.found;
    const cyclic = proof === null ? this.graph.complete && interleavings === null : proof.cyclic;
    const notes: string[] = [];
    if (proof !== null)
      notes.push(
        `interleavings were not counted: the search was reduced; least schedules were looked for in ${thousands(this.graph.states)} more states`,
      );
    if (this.found.unsettled) notes.push("some schedules may not be the least: these were not looked for to the end");
    if (!complete) notes.push("interleavings were not counted: the search was stopped");
    const untold = this.deadlocks() - findings.filter(({ kind }) => kind === "deadlock").length;
    if (untold > 0) notes.push(`deadlocks of other units or on other lines that are not listed: ${thousands(untold)}`);
    if (tooLarge) notes.push("odds and passing schedules were not looked for: the state space is too large");
    if (cyclic) notes.push("interleavings are unbounded: the program can go round in circles");
    if (traces !== null && traces.note !== null) notes.push(traces.note);
    return {
      states: proof?.states ?? this.graph.states,
      transitions: proof?.transitions ?? this.graph.edges,
      depth: this.found.depth,
      interleavings,
      traces: traces?.total ?? null,
      ladder:
        complete && insights && !this.found.unsettled
          ? ladderOf(outcomes, findings, traces?.preemptions ?? null)
          : null,
      complete,
      settled: !this.found.unsettled,
      bound: complete || this.found.bound < 0 ? null : this.found.bound,
      reductions: this.found.reductions,
      full: this.found.full,
      cyclic,
      notes,
    };
  }
}

/** Nobody is stuck, but nobody ever ends either. */
function isCircle(mark: Mark): boolean {
  return mark.kind === "trap" && mark.stuck.length === 0;
}
