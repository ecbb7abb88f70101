/** One scenario after the other, each smaller than the one before, each with the finding. */
import { exploration } from "../explorer/explore.js";
import type { Exploration, Finding, Limit } from "../explorer/exploration.js";
import { compile } from "../language/compile.js";
import { parse } from "../language/parse.js";
import { printAsWritten } from "../language/print-as-written.js";
import { Source } from "../language/source.js";
import type { ScenarioSyntax } from "../language/syntax.js";
import type { Program } from "../programs/program.js";
import { StartError } from "../scheduler/explaining.js";
import type { Budget } from "./budget.js";
import { happened, probesOf, withoutProbes } from "./probe.js";
import { passes } from "./reductions.js";
import type { Pass } from "./reductions.js";
import type { Figures, Shrunk } from "./shrunk.js";
import { found, relaxed, sharpened, targetOf } from "./target.js";
import type { Target } from "./target.js";
import { isSmaller, sizeOf, statementsOf } from "./tree.js";

/** A scenario that shows the finding. */
interface Candidate {
  readonly source: Source;
  readonly syntax: ScenarioSyntax;
  readonly program: Program;
  readonly exploration: Exploration;
  readonly finding: Finding;
}

export class Shrinker {
  private readonly first: Candidate;
  private best: Candidate;
  private readonly budget: Budget;
  private target: Target;
  private probes: readonly string[];
  /** Long loops are part of the scenario; otherwise one that has none is not made smaller by one that has. */
  private patient = false;
  /** By text: with how many states it was refused; Infinity, if more would not help. */
  private readonly refused = new Map<string, number>();
  private explored = 0;
  private limit: Limit | null = null;

  constructor(first: Candidate, budget: Budget) {
    this.first = first;
    this.best = first;
    this.budget = budget;
    this.target = targetOf(first.finding);
    this.probes = probesOf(first.syntax, first.exploration, first.finding);
  }

  *run(): Generator<void, Shrunk> {
    yield* this.start();
    yield* this.exhaust();
    const less = relaxed(this.target);
    if (less !== null) {
      this.target = less;
      this.refused.clear();
      yield* this.exhaust();
    }
    return this.result();
  }

  /** Pass by pass, until none of them gets any further. */
  private *exhaust(): Generator<void, void> {
    let before: Candidate | null = null;
    while (before !== this.best) {
      before = this.best;
      for (const pass of passes) yield* this.apply(pass);
    }
  }

  /** The same scenario in the layout that all the others have; only what can come true in it is asked of them. */
  private *start(): Generator<void, void> {
    const { source, syntax } = this.best;
    const text = printAsWritten(source, syntax, syntax);
    let exploration = yield* this.explore(text);
    if (exploration !== null && loops(exploration)) {
      this.patient = true;
      exploration = yield* this.explore(text);
    }
    const finding = exploration === null ? null : found(this.target, exploration, this.first.exploration);
    if (exploration === null || finding === null) {
      this.probes = [];
      return;
    }
    const possible = happened(exploration, this.probes.length);
    this.best = this.candidate(text, withoutProbes(exploration, this.probes.length), finding);
    this.probes = this.probes.filter((_, index) => possible[index]);
  }

  /** What fails before a step that does not is tried again in the next round. */
  private *apply(pass: Pass): Generator<void, void> {
    let steps = pass(this.best.syntax);
    for (let next = 0; next < steps.length && this.limit === null;) {
      const smaller = yield* this.attempt(steps[next]);
      if (smaller === null) next += 1;
      else {
        this.best = smaller;
        this.target = sharpened(this.target, smaller.finding);
        steps = pass(smaller.syntax);
      }
    }
  }

  /** Null: not smaller, or without the finding, or with too many states. */
  private *attempt(tree: ScenarioSyntax): Generator<void, Candidate | null> {
    const text = printAsWritten(this.best.source, this.best.syntax, tree);
    const states = this.statesAllowed();
    if ((this.refused.get(text) ?? 0) >= states) return null;
    const exploration = this.isSmaller(text) ? yield* this.explore(text) : null;
    const finding = exploration === null ? null : this.foundIn(exploration);
    if (exploration !== null && finding !== null)
      return this.candidate(text, withoutProbes(exploration, this.probes.length), finding);
    this.refused.set(text, exploration?.limit?.name === "states" ? states : Infinity);
    return null;
  }

  private isSmaller(text: string): boolean {
    const { syntax, diagnostics } = parse(new Source(text));
    return diagnostics.length === 0 && isSmaller(sizeOf(syntax, text), sizeOf(this.best.syntax, this.best.source.text));
  }

  private foundIn(exploration: Exploration): Finding | null {
    if (exploration.limit !== null && this.first.exploration.limit === null) return null;
    if (exploration.units.length > this.best.exploration.units.length) return null;
    if (!this.patient && loops(exploration)) return null;
    return happened(exploration, this.probes.length).every(Boolean)
      ? found(this.target, exploration, this.first.exploration)
      : null;
  }

  /** Null: it cannot be run. */
  private *explore(text: string): Generator<void, Exploration | null> {
    const { program } = compile(text + this.probes.join(""), { file: this.best.source.file });
    if (program === null) return null;
    this.explored += 1;
    try {
      const all = yield* exploration(program, this.budget.forSmaller(this.statesAllowed(), this.patient));
      const { limit } = all;
      if (limit?.name === "time" || limit?.name === "interrupted") this.limit = limit;
      return all;
    } catch (error) {
      if (error instanceof StartError) return null;
      throw error;
    }
  }

  private statesAllowed(): number {
    return this.budget.statesAfter(this.best.exploration.statistics, this.first.exploration.limit === null);
  }

  private candidate(text: string, exploration: Exploration, finding: Finding): Candidate {
    const source = new Source(text, this.best.source.file);
    const { program } = compile(text, { file: source.file });
    return { source, syntax: parse(source).syntax, program: program ?? this.best.program, exploration, finding };
  }

  private result(): Shrunk {
    const { source, program, exploration, finding } = this.best;
    return {
      text: source.text,
      program,
      exploration,
      finding,
      before: figuresOf(this.first),
      after: figuresOf(this.best),
      explored: this.explored,
      limit: this.limit,
    };
  }
}

/** Some unit loops for ever, and all by itself. */
function loops({ findings }: Exploration): boolean {
  return findings.some(({ kind, about }) => kind === "livelock" && about !== null);
}

function figuresOf({ syntax, exploration }: Candidate): Figures {
  return { statements: statementsOf(syntax), units: exploration.units.length, states: exploration.statistics.states };
}
