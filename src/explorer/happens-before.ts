/**
 * Which steps of a run had to come before which: those of the same unit, and those that conflict, and what follows from
 * that. Runs that differ only in the order of other steps are the same trace (Mazurkiewicz 1977), which has a normal form.
 */
import type { ScheduledStep } from "../scheduler/schedule.js";
import type { Footprints } from "./footprints.js";
import { Identities } from "./identities.js";

/** By unit: how many of its steps (vector clock: Fidge 1988, Mattern 1989). */
type Clock = readonly number[];

interface Event {
  readonly step: ScheduledStep;
  /** The steps that it had to come after, and itself. */
  readonly clock: Clock;
}

export class HappensBefore {
  private readonly footprints: Footprints;
  private readonly identities: Identities;
  private readonly events: Event[][] = [];
  /** By footprint: what had to come before anything that conflicts with the steps so far. */
  private readonly joined = new Map<number, Clock>();

  /** `fixed`: how many objects keep their ids. */
  constructor(footprints: Footprints, fixed: number) {
    this.footprints = footprints;
    this.identities = new Identities(fixed);
  }

  /** The next step, what it touches in the state in which it is taken, and how it renames objects. */
  add({ unit, choice }: ScheduledStep, touched: number, renamed: ReadonlyMap<number, number> | null): void {
    const footprint = this.footprints.withIds(touched, (id) => this.identities.of(id));
    this.identities.rename(renamed);
    const own = (this.events[unit] ??= []);
    const clock: number[] = [];
    for (const [other, before] of this.joined) if (this.footprints.conflict(footprint, other)) join(clock, before);
    clock[unit] = own.push({ step: { unit, choice }, clock });
    const joined = [...(this.joined.get(footprint) ?? [])];
    join(joined, clock);
    this.joined.set(footprint, joined);
  }

  /** The steps in an order that is the same for all runs of the trace: always the lowest unit that can come next. */
  normalForm(): ScheduledStep[] {
    const units = Array.from(this.events, (own) => own ?? []);
    const done = units.map(() => 0);
    const ready = (unit: number): boolean => {
      const next = units[unit].at(done[unit]);
      return next !== undefined && next.clock.every((count, other) => other === unit || count <= done[other]);
    };
    const form: ScheduledStep[] = [];
    for (
      let unit = done.findIndex((_, each) => ready(each));
      unit >= 0;
      unit = done.findIndex((_, each) => ready(each))
    )
      form.push(units[unit][done[unit]++].step);
    return form;
  }
}

function join(into: number[], other: Clock): void {
  for (let unit = 0; unit < other.length; unit++) into[unit] = Math.max(into[unit] ?? 0, other[unit] ?? 0);
}
