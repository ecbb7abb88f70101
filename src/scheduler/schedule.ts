/**
 * Schedules: a run as text that is short, can be typed, and is accepted back as it stands.
 *
 *   a2b1a1     unit a takes two steps, then b one, then a one       (letters: units in order of creation: a … z, aa, ab …)
 *   a1b.2a1    b's step takes the alternative number 2 of its `choose` (alternatives count from 0; plain steps take 0)
 *   -          no step at all
 *   a1(b2)*    a takes a step, then b two, again and again, for ever
 *
 * Writer and reader stand side by side; reading what was written gives the same transitions.
 */
import { thousands } from "../programs/thousands.js";

/** One entry of a schedule. */
export interface ScheduledStep {
  readonly unit: number;
  readonly choice: number;
}

/** A schedule; the steps from number `loop` on, counting from 0, are repeated for ever (null: none are). */
export interface Schedule {
  readonly steps: readonly ScheduledStep[];
  readonly loop: number | null;
}

/** A schedule that cannot be read or followed; `message` says where and why. */
export class ScheduleError extends Error {}

/** a, b, … z, aa, ab, … */
export function letterOf(unit: number): string {
  const last = String.fromCharCode(97 + (unit % 26));
  return unit < 26 ? last : letterOf(Math.floor(unit / 26) - 1) + last;
}

export function unitOf(letters: string): number {
  let unit = 0;
  for (const letter of letters) unit = unit * 26 + (letter.charCodeAt(0) - 96);
  return unit - 1;
}

export function writeSchedule(steps: readonly ScheduledStep[], loop: number | null = null): string {
  if (loop !== null) return `${writeSteps(steps.slice(0, loop))}(${writeSteps(steps.slice(loop))})*`;
  return steps.length === 0 ? "-" : writeSteps(steps);
}

function writeSteps(steps: readonly ScheduledStep[]): string {
  let text = "";
  for (let i = 0; i < steps.length;) {
    const { unit, choice } = steps[i];
    let end = i + 1;
    if (choice === 0) while (end < steps.length && steps[end].unit === unit && steps[end].choice === 0) end += 1;
    text += choice === 0 ? `${letterOf(unit)}${end - i}` : `${letterOf(unit)}.${choice}`;
    i = end;
  }
  return text;
}

const maxSteps = 1_000_000;

/** The steps, those that are repeated once. */
export function readSchedule(text: string): readonly ScheduledStep[] {
  return parseSchedule(text).steps;
}

export function parseSchedule(text: string): Schedule {
  const compact = text.trim();
  if (compact === "-") return { steps: [], loop: null };
  const looped = /^([^()]*)\(([^()]*)\)\s*\*$/.exec(compact);
  if (looped === null) return { steps: readSteps(compact), loop: null };
  const stem = readSteps(looped[1].trim());
  const turn = readSteps(looped[2].trim());
  if (turn.length === 0) throw new ScheduleError("the part of the schedule that is repeated, (…)*, has no step");
  return { steps: [...stem, ...turn], loop: stem.length };
}

function readSteps(compact: string): ScheduledStep[] {
  const steps: ScheduledStep[] = [];
  const segment = /([a-z]+)\s*(?:\.(\d+)|(\d*))\s*/y;
  while (segment.lastIndex < compact.length) {
    const at = segment.lastIndex;
    const match = segment.exec(compact);
    if (match === null)
      throw new ScheduleError(
        `cannot read the schedule at "${compact.slice(at, at + 12)}": a segment looks like a2 (unit a, two steps) or a.1 (alternative 1)`,
      );
    const unit = unitOf(match[1]);
    if (match[2] !== undefined) steps.push({ unit, choice: Number(match[2]) });
    else {
      const count = match[3] === "" ? 1 : Number(match[3]);
      if (count > maxSteps)
        throw new ScheduleError(
          `the schedule asks for ${match[3]} steps of one unit; the most is ${thousands(maxSteps)}`,
        );
      for (let i = 0; i < count; i++) steps.push({ unit, choice: 0 });
    }
  }
  return steps;
}
