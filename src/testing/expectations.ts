/**
 * Are a scenario's `expect` lines true of its exploration?
 *
 * A scenario with no `expect` is expected to hold. One with expectations must hold too, unless one of them accepts a
 * defect: it names one (`violated`, `deadlock`, `lost update on …`, `exception …`, …) or gives the exact set of
 * outcomes. A data race does not count as naming a defect, since by itself it does not make a verdict `violated`; nor do
 * what is never reached. What a scenario expects of time (`speedup`, `recommended`) is asked of the clock.
 */
import { compare as compareJobs } from "../comparing/compare.js";
import type { CompareOptions } from "../comparing/question.js";
import type { Comparison as Compared } from "../comparing/comparison.js";
import type { Exploration, Finding, FindingKind } from "../explorer/exploration.js";
import type { Place } from "../programs/code.js";
import type { Comparison, Expectation, Program } from "../programs/program.js";
import { meant, strategyText } from "../programs/strategy.js";
import { repr } from "../programs/builtins/text.js";
import { findingTitle } from "../report/finding.js";
import { list, plural } from "../report/layout.js";
import { Explaining } from "../scheduler/explaining.js";
import { createWorld } from "../scheduler/world.js";
import type { WorldOptions } from "../scheduler/world.js";

export interface ExpectationResult {
  /** The line as written; "holds" for what nobody wrote. */
  readonly text: string;
  readonly place: Place | null;
  readonly met: boolean;
  /** What was found instead; null when met. */
  readonly message: string | null;
}

/** The items of the tuple that a property Code returns in the initial state, each as its `repr`. */
export type Evaluate = (code: number) => readonly string[];

type Of<K extends Expectation["kind"]> = Extract<Expectation, { readonly kind: K }>;

/** One result for each `expect` line, in order, and one for "holds" where that is understood. */
export function checkExpectations(
  program: Program,
  exploration: Exploration,
  evaluate: Evaluate = evaluator(program),
): ExpectationResult[] {
  const results = program.expectations.flatMap((expectation, index) =>
    isTimed(expectation) ? [] : [result(expectation, missed(expectation, index, exploration, evaluate))],
  );
  if (program.expectations.some((expectation) => acceptsDefects(expectation) || expectation.kind === "holds"))
    return results;
  const message = holds(exploration);
  return [...results, { text: "expect holds", place: null, met: message === null, message }];
}

function result({ text, place }: Expectation, message: string | null): ExpectationResult {
  return { text, place, met: message === null, message };
}

/** It asks the clock, not the explorer. */
function isTimed(expectation: Expectation): expectation is Of<"speedup" | "recommended"> {
  return expectation.kind === "speedup" || expectation.kind === "recommended";
}

/** What a scenario expects of all its interleavings: that is not the case if it only expects speed-ups and recommendations. */
export function needsExploration({ expectations }: Program): boolean {
  return expectations.length === 0 || !expectations.every(isTimed);
}

/** One result for each `expect speedup` and `expect recommended`, in order. Throws CompareError. */
export function checkTimes(program: Program, options: CompareOptions = {}): ExpectationResult[] {
  const expectations = program.expectations.filter(isTimed);
  if (expectations.length === 0) return [];
  const comparison = compareJobs(program, { ...options, breakEven: false, bands: false });
  return expectations.map((expectation) => result(expectation, missedTime(expectation, comparison)));
}

function missedTime(expectation: Of<"speedup" | "recommended">, { rows, recommended, why }: Compared): string | null {
  const listed = rows.map(({ strategy }) => strategy);
  const named = meant(expectation.strategy, listed).map((strategy) => rows[listed.indexOf(strategy)]);
  if (named.length === 0) return `${strategyText(expectation.strategy)} is not compared`;
  if (expectation.kind === "recommended") {
    if (recommended === null) return why;
    return named.includes(rows[recommended]) ? null : `recommended is ${rows[recommended].name}: ${why}`;
  }
  const { operator, value } = expectation;
  const short = named.find(({ failed, speedup }) => failed !== null || !compare(speedup, operator, value));
  if (short === undefined) return null;
  return short.failed ?? `the speed-up of ${short.name} is ${short.speedup.toFixed(2)}`;
}

/** Runs property Codes in the program's initial state. */
export function evaluator(program: Program, options: WorldOptions = {}): Evaluate {
  return (code) => {
    const engine = new Explaining(createWorld(program, options));
    const seen = engine.observe(engine.initial(), code, (m, value) => {
      const isTuple = value !== null && typeof value === "object" && value.kind === "tuple";
      return JSON.stringify((isTuple ? value.items : [value]).map((item) => repr(m, item)));
    });
    return seen.kind === "raised" ? [seen.text] : (JSON.parse(seen.text) as string[]);
  };
}

/** It names a defect, or the exact outcomes: a violated verdict is no surprise. */
function acceptsDefects(expectation: Expectation): boolean {
  switch (expectation.kind) {
    case "violated":
    case "deadlock":
    case "livelock":
    case "exception":
    case "outcomes":
      return true;
    case "finding":
      return expectation.finding !== "data-race" && expectation.finding !== "unreached";
    case "holds":
    case "number":
    case "speedup":
    case "recommended":
      return false;
  }
}

/** Null when the expectation is met, else what was found instead. */
function missed(
  expectation: Exclude<Expectation, Of<"speedup" | "recommended">>,
  index: number,
  exploration: Exploration,
  evaluate: Evaluate,
): string | null {
  switch (expectation.kind) {
    case "holds":
      return holds(exploration);
    case "violated":
      return violated(expectation.name, exploration);
    case "deadlock":
    case "livelock":
      return found(expectation.kind, null, exploration);
    case "finding":
      return found(expectation.finding, expectation.about, exploration);
    case "exception":
      return raised(expectation, exploration);
    case "outcomes":
      return outcomes(exploration.expected.get(index) ?? [], evaluate(expectation.values), exploration.limit === null);
    case "number":
      return number(expectation, exploration);
  }
}

function holds(exploration: Exploration): string | null {
  if (exploration.verdict === "holds") return null;
  return exploration.verdict === "unknown" ? "no answer yet" : `violated: ${defects(exploration)}`;
}

/** "lost update on counter (a1b2a1), deadlock (a1b1)" */
function defects({ findings, properties }: Exploration): string {
  const found = findings
    .filter(({ violates }) => violates)
    .map((finding) => `${findingTitle(finding)} (${finding.schedule})`);
  const never = properties
    .filter(({ kind, verdict }) => kind === "sometimes" && verdict === "violated")
    .map(({ name }) => `never true: sometimes ${name}`);
  return list([...found, ...never]);
}

function violated(name: string | null, exploration: Exploration): string | null {
  if (name === null) return exploration.verdict === "violated" ? null : `the verdict is ${exploration.verdict}`;
  const property = exploration.properties.find((each) => each.name === name);
  if (property === undefined) return `there is no property "${name}"`;
  return property.verdict === "violated"
    ? null
    : `"${name}" ${property.verdict === "holds" ? "holds" : "is not decided"}`;
}

function found(kind: string, about: string | null, exploration: Exploration): string | null {
  const named = (name: string | null): boolean =>
    about === null || name === about || (name ?? "").startsWith(`${about}.`) || (name ?? "").startsWith(`${about}[`);
  const all: readonly { readonly kind: FindingKind; readonly about: string | null }[] = exploration.findings.flatMap(
    (finding) => [finding, ...finding.causes],
  );
  return all.some((each) => each.kind === kind && named(each.about)) ? null : instead(exploration);
}

function instead(exploration: Exploration): string {
  return exploration.verdict === "violated"
    ? `found instead: ${defects(exploration)}`
    : `the verdict is ${exploration.verdict}`;
}

function raised({ type, unit }: Of<"exception">, exploration: Exploration): string | null {
  const matches = (each: Raised): boolean =>
    (type === null || each.type === type) && (unit === null || each.unit === unit || each.unit.startsWith(`${unit}[`));
  return exploration.findings.some((finding) => exceptionsOf(finding).some(matches)) ? null : instead(exploration);
}

interface Raised {
  readonly type: string;
  readonly unit: string;
}

/** The uncaught exceptions of a finding's run; also one raised before the unit's first step, which no entry shows. */
function exceptionsOf({ kind, about, property, message, trace }: Finding): Raised[] {
  const shown = trace.entries.flatMap(({ exception, transition }) =>
    exception === null ? [] : [{ type: exception.type, unit: trace.units[transition.unit].name }],
  );
  if (shown.length > 0 || property === null) return shown;
  const type = /^\w+/.exec(property)?.[0] ?? "";
  switch (kind) {
    case "exception":
      return [{ type, unit: message.replace(/ ends with .*/s, "") }];
    case "assertion":
    case "release-unheld":
      return [{ type, unit: about ?? "" }];
    default:
      return [];
  }
}

function outcomes(seen: readonly string[], expected: readonly string[], complete: boolean): string | null {
  const more = seen.filter((value) => !expected.includes(value));
  const fewer = expected.filter((value) => !seen.includes(value));
  if (more.length === 0 && fewer.length === 0) return null;
  const parts = [
    ...(more.length > 0 ? [`also possible: ${some(more)}`] : []),
    ...(fewer.length > 0 ? [`${complete ? "never" : "not seen so far"}: ${some(fewer)}`] : []),
  ];
  return parts.join("; ");
}

function some(values: readonly string[]): string {
  return values.length <= 8 ? values.join(", ") : `${values.slice(0, 8).join(", ")} and ${values.length - 8} more`;
}

function number({ what, operator, value }: Of<"number">, exploration: Exploration): string | null {
  const actual = measure(what, exploration);
  if (actual === null) return uncounted(what, exploration);
  return compare(actual, operator, value) ? null : plural(actual, what.replace(/s$/, ""));
}

function uncounted(what: Of<"number">["what"], { statistics }: Exploration): string {
  const why = (about: string): string | undefined => statistics.notes.find((note) => note.startsWith(about));
  if (what === "preemptions" && !statistics.settled) return why("some schedules") ?? "the fewest are not known";
  if (what === "preemptions") return statistics.complete ? "nothing is violated" : "nothing is violated so far";
  return why(what) ?? why("interleavings") ?? `${what} were not counted`;
}

/** `preemptions`: the fewest that show a defect. */
function measure(what: Of<"number">["what"], { statistics, findings }: Exploration): bigint | null {
  if (what === "states") return BigInt(statistics.states);
  if (what !== "preemptions") return statistics[what];
  if (!statistics.settled) return null;
  const least = Math.min(...findings.filter(({ violates }) => violates).map(({ preemptions }) => preemptions));
  return Number.isFinite(least) ? BigInt(least) : null;
}

function compare(actual: bigint | number, operator: Comparison, value: number): boolean {
  // Mixed comparisons of bigint and number are exact, `===` is not among them.
  switch (operator) {
    case "==":
      return actual >= value && actual <= value;
    case "<=":
      return actual <= value;
    case ">=":
      return actual >= value;
    case "<":
      return actual < value;
    case ">":
      return actual > value;
  }
}
