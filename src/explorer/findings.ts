/**
 * From a mark and its least schedule to a Finding: the schedule is replayed on the explaining engine, must show there
 * what the search claims, and is then read for names, causes and advice.
 */
import type { Place } from "../programs/code.js";
import type { Fairness, Property } from "../programs/program.js";
import { actorName, lastWriter } from "../scheduler/actors.js";
import { Explaining } from "../scheduler/explaining.js";
import { LiveMemory } from "../scheduler/live-memory.js";
import { failureOf } from "../scheduler/exception-text.js";
import { Machine } from "../scheduler/machine.js";
import { nameOfTarget } from "../scheduler/naming.js";
import { pendingAccess } from "../scheduler/pending.js";
import { keyOfTarget } from "../scheduler/recording.js";
import type { Blocked, Trace } from "../scheduler/trace.js";
import { causesOf } from "./causes.js";
import type { Finding, FindingKind } from "./exploration.js";
import { hintFor } from "./hints.js";
import { describeBroken, textOf } from "./liveness-findings.js";
import type { Mark, NotedKind } from "./marks.js";
import { adviceOn, messageOf, noticeAfter, placeOfNotice } from "./noticed.js";
import { misspelt } from "./misspelt.js";
import { blockedAfter, InternalError, placeOf, replayed, stateAfter } from "./replayed.js";
import { weightiest } from "./weighing.js";
import { listed } from "./words.js";

export interface Witness {
  readonly schedule: string;
  readonly steps: number;
  readonly preemptions: number;
}

type Failed = Extract<Mark, { readonly kind: "failed" }>;

export class FindingMaker {
  private readonly engine: Explaining;
  private readonly made: Finding[] = [];

  constructor(engine: Explaining) {
    this.engine = engine;
  }

  /** Null where there is nothing to find. A finding keeps its trace to the end: it is known by it. */
  add(mark: Mark, witness: Witness): Finding | null {
    const finding = this.make(mark, witness, this.follow(witness));
    if (finding !== null) this.made.push(finding);
    return finding;
  }

  /** A liveness property and a lasso that breaks it; `starved`: see `describeBroken`. */
  addBroken(property: Property, witness: Witness, fairness: Fairness, starved: readonly number[]): Finding {
    const trace = this.follow(witness);
    const { kind, about, message, ...more } = describeBroken(this.engine, property, trace, fairness, starved);
    const name = property.named ? property.name : textOf(property);
    const finding = this.finding(kind, about, message, witness, trace, { ...more, property: name, causes: [] });
    this.made.push(finding);
    return finding;
  }

  private follow(witness: Witness): Trace {
    const trace = replayed(new Explaining(this.engine.world), witness.schedule);
    if (trace.preemptions !== witness.preemptions)
      throw new InternalError(`${trace.preemptions} preemptions instead of ${witness.preemptions}`, witness.schedule);
    return trace;
  }

  /** Merged and in order of weight: see `weightiest`. */
  findings(): Finding[] {
    return weightiest(this.made);
  }

  private make(mark: Mark, witness: Witness, trace: Trace): Finding | null {
    switch (mark.kind) {
      case "outcome":
      case "condition":
        return null;
      case "lost-update":
        return this.lostUpdate(witness, trace);
      case "notice":
        return this.notice(mark.key, witness, trace);
      case "data-race":
        return this.dataRace(mark.key, witness, trace);
      case "noted":
        return this.noted(mark.what, mark.about, witness, trace);
      case "failed":
        return this.exception(mark, witness, trace);
      case "property":
        return this.property(mark, witness, trace);
      case "deadlock":
        return this.deadlock(witness, trace);
      case "trap":
        return this.trap(mark.stuck, witness, trace);
    }
  }

  private finding(
    kind: FindingKind,
    about: string | null,
    message: string,
    witness: Witness,
    trace: Trace,
    more: Partial<Finding> = {},
  ): Finding {
    const causes = more.causes ?? causesOf(this.engine.world.program, trace, kind);
    return {
      kind,
      about,
      message,
      violates: true,
      ...witness,
      place: trace.entries.at(-1)?.place ?? null,
      trace,
      blocked: trace.blocked,
      cycle: [],
      property: null,
      interpreters: null,
      hint: hintFor(kind, causes, trace),
      ...more,
      causes,
      noReturn: null,
      passing: null,
      odds: null,
    };
  }

  private lostUpdate(witness: Witness, trace: Trace): Finding {
    const entry = trace.entries.at(-1);
    if (entry?.lostUpdate === null || entry === undefined) throw new InternalError("no lost update", witness.schedule);
    const { name, key, read, overwritten, written, task } = entry.lostUpdate;
    const actor = { unit: entry.transition.unit, task };
    const writer = lastWriter(trace, trace.entries.length - 1, key, actor);
    const other = writer === null || writer.task === null ? "another unit" : actorName(trace, writer);
    const message = `${actorName(trace, actor)} read ${name} as ${read}; before it wrote ${written}, ${other} had made it ${overwritten}. That update is lost.`;
    return this.finding("lost-update", name, message, witness, trace, { causes: [] });
  }

  private notice(key: string, witness: Witness, trace: Trace): Finding {
    const shown = noticeAfter(this.engine, trace, key);
    if (shown === null) throw new InternalError(`not shown: ${key}`, witness.schedule);
    const { notice, unit } = shown;
    return this.finding(notice.kind, notice.about, messageOf(notice), witness, trace, {
      place: placeOfNotice(this.engine.world.program, notice),
      blocked: unit === null ? trace.blocked : blockedAfter(this.engine, trace, [unit]),
      hint: adviceOn(notice),
      causes: [],
    });
  }

  private dataRace(key: string, witness: Witness, trace: Trace): Finding {
    const name = nameOfRace(this.engine, key, trace);
    const violates = this.engine.world.program.options.races === "error";
    const message = `Two units access ${name} at the same time, at least one of them writing, and no lock orders them.`;
    return this.finding("data-race", name, message, witness, trace, { violates, causes: [] });
  }

  private noted(what: NotedKind, about: string, witness: Witness, trace: Trace): Finding {
    const entry = trace.entries.at(-1);
    if (entry?.notes.some((note) => note.kind === what && note.about === about) !== true)
      throw new InternalError(`no ${what} of ${about}`, witness.schedule);
    const who = trace.units[entry.transition.unit].name;
    if (what === "stale-copy") {
      const message = `${who} changes its own copy of ${about}: every process has one, and nobody else's changes with it.`;
      return this.finding("stale-copy", about, message, witness, trace, { violates: false, causes: [] });
    }
    const message = `${who} puts ${about} into a queue; it cannot be pickled, so nobody ever gets it.`;
    return this.finding("unpicklable", about, message, witness, trace, { causes: [] });
  }

  private exception(mark: Failed, witness: Witness, trace: Trace): Finding {
    const { who, type, text, place } = failureIn(this.engine, trace, mark);
    const more = { place, property: text };
    if (type === "_EndlessLoop")
      return this.finding(
        "livelock",
        who,
        `${who}, on line ${place.line}, ${text.slice(text.indexOf(": ") + 2)}.`,
        witness,
        trace,
        {
          ...more,
          hint: "Nobody changes what the loop looks at. Is it assigned at all, by that name?",
        },
      );
    if (isOverRelease(text))
      return this.finding(
        "release-unheld",
        mark.unit,
        `${who} releases what is not held: ${text}.`,
        witness,
        trace,
        more,
      );
    if (type === "AssertionError")
      return this.finding(
        "assertion",
        mark.unit,
        `An assertion in ${who} does not hold: ${this.lineText(place)}`,
        witness,
        trace,
        more,
      );
    const unpicklable = trace.entries.flatMap(({ notes }) => notes.filter(({ kind }) => kind === "unpicklable")).at(-1);
    if (unpicklable !== undefined && isPicklingError(type, text))
      return this.finding(
        "unpicklable",
        unpicklable.about,
        `${who} sends ${unpicklable.about} to another process, which cannot be done: ${text}.`,
        witness,
        trace,
        more,
      );
    // Before its first step there is no trace to see the line in.
    const where = trace.entries.length === 0 ? ` on line ${place.line}` : "";
    const made = this.finding("exception", type, `${who} ends${where} with an uncaught ${text}.`, witness, trace, more);
    return { ...made, hint: made.hint ?? misspelt(text, () => stateAfter(new Explaining(this.engine.world), trace)) };
  }

  private lineText(place: Place): string {
    return (this.engine.world.program.source.split("\n")[place.line - 1] ?? "").trim();
  }

  private property(
    mark: { readonly index: number; readonly raised: string | null },
    witness: Witness,
    trace: Trace,
  ): Finding {
    const property = this.engine.world.program.properties[mark.index];
    const text = textOf(property);
    const message =
      mark.raised === null
        ? `${text} does not hold${property.kind === "finally" ? " when everything has ended" : ""}.`
        : `${text} cannot be evaluated: ${mark.raised}.`;
    this.checkProperty(property, mark.raised, witness, trace);
    const causes = causesOf(this.engine.world.program, trace, "invariant");
    const cause = causes.at(0);
    if (cause?.kind === "check-then-act" || cause?.kind === "if-for-while")
      return this.finding(cause.kind, cause.about, cause.message, witness, trace, {
        property: property.named ? property.name : text,
        place: cause.place,
        causes: causes.slice(1),
      });
    return this.finding("invariant", property.name, message, witness, trace, {
      property: property.named ? property.name : text,
      place: property.place,
    });
  }

  private checkProperty({ code, then }: Property, raised: string | null, witness: Witness, trace: Trace): void {
    const engine = new Explaining(this.engine.world);
    const state = stateAfter(engine, trace);
    const seen = [code, ...(then === null ? [] : [then])].map((each) =>
      engine.observe(state, each, (_m, value) => (value === true ? "true" : "other")),
    );
    const raises = seen.some(({ kind }) => kind === "raised");
    const isTrue = seen.every((each) => each.kind === "value" && each.value === true);
    if ((raised !== null) !== raises || (raised === null && isTrue))
      throw new InternalError("the property holds", witness.schedule);
  }

  private deadlock(witness: Witness, trace: Trace): Finding {
    if (trace.end !== "deadlocked") throw new InternalError("no deadlock", witness.schedule);
    const cycle = waitCycle(trace.blocked);
    return this.finding("deadlock", null, deadlockMessage(trace, cycle), witness, trace, {
      cycle,
      place: trace.blocked[0]?.place ?? null,
    });
  }

  /** Who goes round, and where it is when it begins to. */
  private livelock(witness: Witness, trace: Trace): Finding {
    const engine = new Explaining(this.engine.world);
    const state = stateAfter(engine, trace);
    const movers = state.units.flatMap((_, unit) => (engine.timeLeft(state, unit) === null ? [] : [unit]));
    const places = movers.map((unit) => placeOf(engine, state, unit));
    const where = movers.map((unit, i) => `${trace.units[unit].name} (line ${places[i].line})`);
    const message = `${listed(where)} ${movers.length === 1 ? "goes" : "go"} round in circles from here on: nobody can finish any more.`;
    return this.finding("livelock", null, message, witness, trace, { place: places.at(0) ?? null });
  }

  private trap(stuck: readonly number[], witness: Witness, trace: Trace): Finding {
    if (stuck.length === 0) return this.livelock(witness, trace);
    const names = stuck.map((unit) => trace.units[unit].name);
    const blocked = blockedAfter(this.engine, trace, stuck);
    return this.finding(
      "deadlock",
      null,
      `${listed(names)} can never go on again, though others still run.`,
      witness,
      trace,
      { blocked },
    );
  }
}

/** Who ended with what, and where: the unit of the last step, or one that failed before its own first step. */
function failureIn(
  engine: Explaining,
  trace: Trace,
  mark: Failed,
): { readonly who: string; readonly type: string; readonly text: string; readonly place: Place } {
  const entry = trace.entries.at(-1);
  if (entry !== undefined && entry.exception !== null) {
    const { type, text, place } = entry.exception;
    return { who: trace.units[entry.transition.unit].name, type, text, place };
  }
  const fresh = new Explaining(engine.world);
  const state = stateAfter(fresh, trace);
  for (const unit of [...state.units].reverse()) {
    const failure = failureOf(engine.world, new LiveMemory(engine.world, state), unit);
    if (
      failure?.type === mark.type &&
      failure.line === mark.line &&
      failure.whose === mark.unit &&
      unit.failedAt !== null
    )
      return { who: unit.name, type: failure.type, text: failure.text, place: unit.failedAt };
  }
  throw new InternalError("no exception", trace.schedule);
}

function isOverRelease(text: string): boolean {
  return /release unlocked lock|release un-acquired lock|released too many times/.test(text);
}

function isPicklingError(type: string, text: string): boolean {
  return type === "pickle.PicklingError" || /pickle|through inheritance/.test(text);
}

/** Units that wait for one another in a ring, in that order, beginning with the lowest; [] if there is none. */
export function waitCycle(blocked: readonly Blocked[]): number[] {
  const waitsFor = new Map(blocked.map(({ unit, holders }) => [unit, holders.map((holder) => holder.unit)]));
  for (const start of waitsFor.keys()) {
    const path: number[] = [];
    let unit: number | undefined = start;
    while (unit !== undefined && !path.includes(unit)) {
      path.push(unit);
      unit = waitsFor.get(unit)?.[0];
    }
    if (unit === start) return path;
  }
  return [];
}

function deadlockMessage(trace: Trace, cycle: readonly number[]): string {
  const name = (unit: number): string => trace.units[unit].name;
  if (cycle.length === 1) return `${name(cycle[0])} waits for what it holds itself: it can never go on.`;
  if (cycle.length > 1)
    return `${listed(cycle.map(name))} wait for one another in a circle: none of them can ever go on.`;
  const names = trace.blocked.map(({ unit }) => name(unit));
  return `${listed(names)} ${names.length === 1 ? "waits" : "wait"} for something that can no longer happen.`;
}

/** What the units are about to access in the state that the trace leads to: `o5.balance` → `account.balance`. */
function nameOfRace(engine: Explaining, key: string, trace: Trace): string {
  const { world } = engine;
  const state = stateAfter(new Explaining(world), trace);
  const pending = state.units.flatMap((unit, self) => {
    const access = pendingAccess(world, unit);
    return access !== null && keyOfTarget(access.target) === key ? [{ unit, self, ...access }] : [];
  });
  if (pending.length < 2 || !pending.some(({ writes }) => writes))
    throw new InternalError("no data race", trace.schedule);
  const [{ unit, self, target }] = pending;
  return nameOfTarget(new Machine(world, new LiveMemory(world, state), unit, self, "unit", {}), target);
}
