/**
 * What a lasso shows, in words. It is checked first: on the explaining engine the conditions of the property have to be
 * what the search says they are, in every state of the lasso, and the loop has to be fair.
 */
import type { Place } from "../programs/code.js";
import type { Fairness, Property } from "../programs/program.js";
import { Explaining } from "../scheduler/explaining.js";
import type { Blocked, Trace, TraceEntry, UnitInfo } from "../scheduler/trace.js";
import type { FindingKind } from "./exploration.js";
import { hintFor } from "./hints.js";
import { blockedAfter, InternalError, isTrueIn, placeOf, stateAfter, statesOf } from "./replayed.js";
import { listed } from "./words.js";

export interface Broken {
  readonly kind: Extract<FindingKind, "liveness" | "starvation">;
  readonly about: string;
  readonly message: string;
  readonly place: Place;
  readonly blocked: readonly Blocked[];
  readonly hint: string | null;
}

/**
 * `starved`: units that never move in the loop and could move later, if others let them. A unit that only looks again
 * and again while others get something done starves, too.
 */
export function describeBroken(
  engine: Explaining,
  property: Property,
  trace: Trace,
  fairness: Fairness,
  starved: readonly number[],
): Broken {
  const since = brokenSince(engine, property, trace);
  checkFair(trace, fairness);
  const suffering = suffered(trace, starved);
  if (suffering !== null) return starvation(engine, property, trace, suffering);
  return {
    kind: "liveness",
    about: property.name,
    message: `${textOf(property)} does not hold: ${how(property, since)}, ${ending(trace)}.`,
    place: property.place,
    blocked: trace.blocked,
    hint: hintFor("liveness", [], trace),
  };
}

/** `"served"`, or the property itself. */
export function textOf({ named, kind, name }: Property): string {
  if (named) return `"${name}"`;
  return kind === "leads to" ? name : `${kind} ${name}`;
}

/** After how many steps the run begins to break the property: from then on it never does what it should. */
function brokenSince(engine: Explaining, property: Property, trace: Trace): number {
  const fresh = new Explaining(engine.world);
  const states = statesOf(fresh, trace);
  const isTrue = (code: number, at: number): boolean => isTrueIn(fresh, states[at], code);
  let since = states.length;
  while (since > 0 && !isTrue(property.then ?? property.code, since - 1)) since -= 1;
  const latest = trace.loop ?? states.length - 1;
  if (property.kind === "leads to") while (since <= latest && !isTrue(property.code, since)) since += 1;
  if (since > latest || (property.kind === "eventually" && since > 0))
    throw new InternalError(`${textOf(property)} holds`, trace.schedule);
  return since;
}

/** Nobody is treated unfairly in the loop. */
function checkFair(trace: Trace, fairness: Fairness): void {
  const unit = unitTreatedUnfairly(trace, fairness);
  if (unit !== undefined) throw new InternalError(`a loop that is not fair to ${unit.name}`, trace.schedule);
}

/** A unit that never moves in the loop, though the fairness owes it a step. */
export function unitTreatedUnfairly({ units, entries, loop: begin }: Trace, fairness: Fairness): UnitInfo | undefined {
  if (begin === null || fairness === "none") return undefined;
  const loop = entries.slice(begin);
  const moving = new Set(unitsIn(loop));
  return units.find(({ index }) => {
    const able = loop.filter(({ enabled }) => enabled.some(({ unit }) => unit === index)).length;
    return !moving.has(index) && (able === loop.length || (fairness === "strong" && able > 0));
  });
}

function how({ kind }: Property, since: number): string {
  const from = since === 0 ? "from the start" : `after step ${since}`;
  switch (kind) {
    case "always eventually":
      return since === 0 ? "on this run it never becomes true" : `on this run it is never true again ${from}`;
    case "leads to":
      return `${from} the first condition is true, and from there on the second never becomes true`;
    default:
      return "on this run it never becomes true";
  }
}

function ending({ end, loop, entries }: Trace): string {
  if (loop === null) return end === "deadlocked" ? "and nobody can go on any more" : "and the run is over";
  const turn = entries.length - loop;
  return `and ${turn === 1 ? "the last step repeats" : `the last ${turn} steps repeat`} for ever`;
}

interface Suffering {
  readonly units: readonly number[];
  /** In the singular and in the plural. */
  readonly fate: readonly [string, string];
  readonly hint: string;
}

const turns =
  "Let waiters in by their order of arrival (a ticket, a queue), or keep newcomers out while somebody waits.";
const onlyUnfair =
  "Only an unfair scheduler does this: under weak fairness whoever is able to go on does so sooner or later.";

/** Those who were able to move and were passed over, if there are any, else those who wait, else those who spin. */
function suffered(trace: Trace, starved: readonly number[]): Suffering | null {
  const loop = trace.entries.slice(trace.loop ?? trace.entries.length);
  const passed = starved.filter((unit) => loop.some(({ enabled }) => enabled.some((each) => each.unit === unit)));
  if (passed.length > 0)
    return {
      units: passed,
      fate: [
        "could go on again and again, and never gets its turn",
        "could go on again and again, and never get their turn",
      ],
      hint: unitTreatedUnfairly(trace, "weak") === undefined ? turns : onlyUnfair,
    };
  if (starved.length > 0) return { units: starved, fate: ["waits for ever", "wait for ever"], hint: turns };
  const busy = new Set(loop.filter(changesOthers).map(({ transition }) => transition.unit));
  const spinning = unitsIn(loop).filter((unit) => !busy.has(unit));
  if (busy.size === 0 || spinning.length === 0) return null;
  return {
    units: spinning,
    fate: ["looks again and again and gets no further", "look again and again and get no further"],
    hint: turns,
  };
}

/** Whether the step changes anything outside its own unit. */
function changesOthers({ patches, transition }: TraceEntry): boolean {
  return patches.some(({ path }) => path[0] !== "clock" && !(path[0] === "units" && path[1] === transition.unit));
}

function unitsIn(entries: readonly TraceEntry[]): number[] {
  return [...new Set(entries.map(({ transition }) => transition.unit))].sort((a, b) => a - b);
}

function starvation(engine: Explaining, property: Property, trace: Trace, { units, fate, hint }: Suffering): Broken {
  const others = unitsIn(trace.entries.slice(trace.loop ?? 0)).filter((unit) => !units.includes(unit));
  const name = (unit: number): string => trace.units[unit].name;
  const round = `${listed(others.map(name))} ${others.length === 1 ? "goes" : "go"} round`;
  const victim = mostTelling(units, others, trace);
  const fresh = new Explaining(engine.world);
  const state = stateAfter(fresh, trace);
  return {
    kind: "starvation",
    about: name(victim),
    message: `${listed(units.map(name))} ${fate[units.length === 1 ? 0 : 1]}, while ${round}: ${textOf(property)} does not hold.`,
    place: placeOf(fresh, state, victim),
    blocked: blockedAfter(
      engine,
      trace,
      units.filter((unit) => fresh.alternativesOf(state, unit).length === 0),
    ),
    hint,
  };
}

/** Of several, one that has no like among the others: a writer beside a reader while another reader goes round. */
function mostTelling(units: readonly number[], others: readonly number[], trace: Trace): number {
  const form = (unit: number): string => trace.units[unit].name.replace(/\[\d+\]$/, "");
  const forms = new Set(others.map(form));
  return units.find((unit) => !forms.has(form(unit))) ?? units[0];
}
