/**
 * An exploration as JSON: one document, versioned by `schema`, described by `exploration.schema.json` beside this file.
 * Counts of interleavings are decimal strings, since they can pass 2^53; a count that was not made is null and
 * `statistics.notes` says why. Names and values are texts as Python's `repr` shows them.
 */
import type { Exploration, Finding, Limit, Outcome, Sample, Sighting, SizeEstimate } from "../explorer/exploration.js";
import type { Estimate } from "../explorer/knuth.js";
import type { Violation } from "../explorer/judging.js";
import type { Place } from "../programs/code.js";
import type { Blocked, Trace, UnitInfo } from "../scheduler/trace.js";
import { explainFinding, sentences } from "./explain.js";
import { findingTitle } from "./finding.js";
import type { ShrunkSummary } from "./shrunk.js";

/** Raised when a reader of the old form would misread the new one. */
export const SCHEMA_VERSION = 1;

/** Plain data. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The document, as plain data for `JSON.stringify`. */
export function explorationJson(exploration: Exploration): { readonly [key: string]: Json } {
  const { statistics, limit } = exploration;
  return {
    schema: SCHEMA_VERSION,
    file: exploration.file,
    title: exploration.title,
    interpreter: exploration.interpreter,
    granularity: exploration.granularity,
    ...(exploration.time === "timed" ? { time: exploration.time } : {}),
    ...(exploration.fairness === null ? {} : { fairness: exploration.fairness }),
    verdict: exploration.verdict,
    limit: limitJson(limit),
    units: exploration.units.map(unitJson),
    properties: exploration.properties.map(({ name, kind, verdict, schedule, place }) => ({
      name,
      kind,
      verdict,
      schedule,
      place: placeJson(place),
    })),
    findings: exploration.findings.map(findingJson),
    outcomes: exploration.outcomes.map(outcomeJson),
    statistics: {
      states: statistics.states,
      transitions: statistics.transitions,
      depth: statistics.depth,
      interleavings: count(statistics.interleavings),
      traces: count(statistics.traces),
      ladder:
        statistics.ladder?.map(({ preemptions, outcomes, defects, traces }) => ({
          preemptions,
          outcomes,
          defects,
          traces,
        })) ?? null,
      complete: statistics.complete,
      bound: statistics.bound,
      reduced: statistics.reductions.length > 0,
      reductions: statistics.reductions,
      full:
        statistics.full === null
          ? null
          : { states: count(statistics.full.states), transitions: count(statistics.full.transitions) },
      cyclic: statistics.cyclic,
      notes: statistics.notes,
    },
    ...(exploration.estimate === undefined ? {} : { estimate: estimateJson(exploration.estimate) }),
    ...(exploration.sample === undefined ? {} : { sample: sampleJson(exploration.sample) }),
    ...(exploration.compaction === undefined ? {} : { compaction: { ...exploration.compaction } }),
  };
}

function estimateJson({ interleavings, ...others }: SizeEstimate): Json {
  return { interleavings: knuthJson(interleavings), ...others };
}

function knuthJson(estimate: Estimate): Json {
  return { ...estimate, value: String(estimate.value) };
}

function sampleJson(sample: Sample): Json {
  const { lines, lastTenth, interleavingsEstimate: estimate } = sample;
  return {
    ...sample,
    lines: { ...lines },
    lastTenth: { ...lastTenth },
    interleavingsEstimate: estimate === null ? null : knuthJson(estimate),
  };
}

/** Only of what was seen in drawn runs. */
function seenJson(seen: Sighting | undefined): { readonly seen?: Json } {
  return seen === undefined ? {} : { seen: { ...seen } };
}

/** What `sim explore --shrink --json` adds as `shrunk`; null: there was nothing to shrink. */
export function shrunkJson(shrunk: ShrunkSummary | null): Json {
  if (shrunk === null) return null;
  const { text, finding, before, after, explored, limit } = shrunk;
  return {
    text,
    finding: findingJson(finding),
    before: { ...before },
    after: { ...after },
    explored,
    limit: limitJson(limit),
  };
}

/** A run as `sim run --json` and `sim replay --json` print it. */
export function traceJson(trace: Trace, violations: readonly Violation[] = []): { readonly [key: string]: Json } {
  return {
    schema: SCHEMA_VERSION,
    violations: violations.map(({ text, step }) => ({ text, step })),
    units: trace.units.map(unitJson),
    end: trace.end,
    schedule: trace.schedule,
    steps: trace.entries.length,
    loop: trace.loop,
    preemptions: trace.preemptions,
    ...seconds(trace.clock),
    printed: trace.printed.map(({ unit, text }) => ({ unit: unit === null ? null : trace.units[unit].name, text })),
    outcome: named(trace.outcome),
    finals: Object.fromEntries(trace.finals.map(({ name, value }) => [name, value])),
    blocked: trace.blocked.map((blocked) => blockedJson(trace, blocked)),
    trace: stepsJson(trace),
  };
}

function limitJson(limit: Limit | null): Json {
  return limit === null ? null : { name: limit.name, option: limit.option, message: limit.message };
}

function findingJson(finding: Finding): Json {
  const { trace } = finding;
  return {
    kind: finding.kind,
    about: finding.about,
    title: findingTitle(finding),
    message: finding.message,
    violates: finding.violates,
    property: finding.property,
    schedule: finding.schedule,
    steps: finding.steps,
    loop: trace.loop,
    preemptions: finding.preemptions,
    place: placeJson(finding.place),
    explanation: sentences(trace),
    summary: explainFinding(finding),
    blocked: finding.blocked.map((blocked) => blockedJson(trace, blocked)),
    cycle: finding.cycle.map((unit) => unitName(trace.units, unit)),
    causes: finding.causes.map(({ kind, about, message, place }) => ({
      kind,
      about,
      message,
      place: placeJson(place),
    })),
    interpreters: finding.interpreters?.map(({ name, happens }) => ({ name, happens })) ?? null,
    hint: finding.hint,
    noReturn: finding.noReturn,
    passing: finding.passing === null ? null : { ...finding.passing },
    odds: finding.odds === null ? null : { ...finding.odds },
    ...seenJson(finding.seen),
    trace: stepsJson(trace),
  };
}

function stepsJson(trace: Trace): Json {
  const explanation = sentences(trace);
  return trace.entries.map((entry, at) => ({
    step: entry.index,
    ...seconds(entry.clock),
    unit: unitName(trace.units, entry.transition.unit),
    task: entry.task,
    line: entry.place.line,
    text: entry.text,
    explanation: explanation[at],
    words: entry.words,
    chosen: entry.chosen,
    accesses: entry.accesses.map(({ kind, name, value, before }) => ({ kind, name, value, before })),
    changes: entry.changes.map(({ name, before, after }) => ({ name, before, after })),
    prints: entry.prints,
    switch:
      entry.switch === null
        ? null
        : { from: unitName(trace.units, entry.switch.from), reason: entry.switch.reason, detail: entry.switch.detail },
    ended: entry.ended,
    exception: entry.exception === null ? null : entry.exception.text,
  }));
}

/** Only where time is exact. */
function seconds(clock: bigint | null): { readonly seconds?: number } {
  return clock === null ? {} : { seconds: Number(clock) / 1e9 };
}

function outcomeJson(outcome: Outcome): Json {
  return {
    values: named(outcome.values),
    end: outcome.end,
    interleavings: count(outcome.interleavings),
    share: outcome.share,
    preemptions: outcome.preemptions,
    steps: outcome.steps,
    schedule: outcome.schedule,
    ...seenJson(outcome.seen),
  };
}

function blockedJson(trace: Trace, blocked: Blocked): Json {
  return {
    unit: unitName(trace.units, blocked.unit),
    line: blocked.place.line,
    text: blocked.text,
    words: blocked.words,
    waitsFor: blocked.object,
    primitive: blocked.primitive,
    holders: blocked.holders.map(({ unit, line }) => ({ unit: unitName(trace.units, unit), line })),
  };
}

function unitJson({ name, letter, form, daemon }: UnitInfo): Json {
  return { name, letter, form, daemon };
}

function unitName(units: readonly UnitInfo[], unit: number): string {
  return units[unit]?.name ?? `unit ${unit}`;
}

function placeJson(place: Place | null): Json {
  return place === null ? null : { line: place.line, column: place.column };
}

/** Integers that JSON's readers keep exactly become numbers; `{ counter: 1 }`, as people write it; others stay text. */
function named(values: readonly { readonly label: string; readonly value: string }[]): Json {
  return Object.fromEntries(values.map(({ label, value }) => [label, literal(value)]));
}

function literal(value: string): Json {
  if (/^-?\d{1,15}$/.test(value)) return Number(value);
  if (value === "True" || value === "False") return value === "True";
  return value === "None" ? null : value;
}

function count(value: bigint | null): string | null {
  return value === null ? null : String(value);
}
