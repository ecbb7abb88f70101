/**
 * Time, where it is exact (`option time = timed`). Steps take none: the clock moves only when nobody can go on, and then
 * to the earliest time-out. A unit that waits keeps what is left of its time, not the moment at which that is up, so
 * that a program which never looks at the clock comes back to the same states however often it goes round.
 *
 * `alarms` are the same for what outlasts a single wait: the timers of an event loop, the limit of a `wait_for`.
 */
import { raise_ } from "../programs/builtins/heap.js";
import type { Value } from "../programs/value.js";
import { attributesOf, itemsOfList } from "./event-loop.js";
import type { Machine } from "./machine.js";
import type { UnitState } from "./state.js";

const second = 1_000_000_000;
/** No time is as long as that, in CPython neither: some 292 years. */
const longest = 2n ** 63n;

/** A duration in whole nanoseconds, the nearest; no time at all if it is negative. */
export function nanoseconds(seconds: Value): bigint {
  if (typeof seconds === "boolean") return seconds ? BigInt(second) : 0n;
  if (typeof seconds === "bigint") return within(seconds * BigInt(second));
  if (typeof seconds !== "number") raise_("TypeError", "a duration is a number of seconds");
  if (Number.isNaN(seconds)) raise_("ValueError", "Invalid value NaN (not a number)");
  const rounded = Math.round(seconds * second);
  return within(Number.isFinite(rounded) ? BigInt(rounded) : longest);
}

function within(time: bigint): bigint {
  if (time >= longest) raise_("OverflowError", "timestamp too large to convert to C _PyTime_t");
  return time < 0n ? 0n : time;
}

/** "0.25 s", exact. */
export function secondsText(time: bigint): string {
  const fraction = String(time % BigInt(second))
    .padStart(9, "0")
    .replace(/0+$/, "");
  return `${time / BigInt(second)}${fraction === "" ? "" : `.${fraction}`} s`;
}

/** How long the unit, which waits for so many seconds, still has to. */
export function timeLeft(m: Machine, seconds: Value): bigint {
  return m.unit.left ?? nanoseconds(seconds);
}

/** The least of the times; null, which is never, if there are no others. */
export function earliest(times: readonly (bigint | null)[]): bigint | null {
  return times.reduce((least, time) => (least === null || (time !== null && time < least) ? time : least), null);
}

/** A state in which time may have to pass, in whatever form an engine keeps it. */
export interface Timed {
  /** How many there are; none when everything is over. */
  units(): number;
  /** How long until the unit can take a step; 0n: it can now; null: not by waiting. */
  timeLeft(unit: number): bigint | null;
  /** Moves the clock; `waits` are the times left of the units, before. */
  pass(time: bigint, waits: readonly (bigint | null)[]): void;
}

/** Moves the clock on until somebody can take a step, or nobody ever will. */
export function letTimePass(state: Timed): void {
  for (;;) {
    const waits: (bigint | null)[] = [];
    const count = state.units();
    for (let unit = 0; unit < count; unit++) {
      const left = state.timeLeft(unit);
      if (left === 0n) return;
      waits.push(left);
    }
    const time = earliest(waits);
    if (time === null) return;
    state.pass(time, waits);
  }
}

/** What is different in a unit after that time; `left` is what it had to wait before. */
export function later(
  unit: Readonly<UnitState>,
  time: bigint,
  left: bigint | null,
): Pick<UnitState, "left" | "alarms"> {
  const alarms = Object.entries(unit.alarms);
  return {
    left: left === null ? null : left - time,
    alarms: alarms.length === 0 ? unit.alarms : Object.fromEntries(alarms.map(([id, until]) => [id, until - time])),
  };
}

/** What the unit sees when it looks at the clock. A step takes its time when it is over, but who looks in the midst of it sees the part that is. */
function currentTime(m: Machine): bigint {
  return m.memory.clock() + BigInt(Math.round(m.recorder.used?.(m.self) ?? 0));
}

/** Where a clock runs the program, alarms are moments; else they are what is left. */
function alarmBase(m: Machine): bigint {
  return m.world.clocked ? currentTime(m) : 0n;
}

/** Sets an alarm of the unit; its number, the first that is free. Untimed programs have none. */
function setAlarm(m: Machine, seconds: Value): Value {
  if (!m.world.timed) return null;
  const time = seconds === Infinity ? longest : nanoseconds(seconds);
  let id = 0;
  while (Object.hasOwn(m.unit.alarms, id)) id += 1;
  m.unit.alarms = { ...m.unit.alarms, [id]: alarmBase(m) + time };
  m.recorder.alarmed?.(m, time);
  return BigInt(id);
}

/** Nanoseconds until an alarm of the unit. */
export function alarmLeft(m: Machine, id: number): bigint {
  return m.unit.alarms[id] - alarmBase(m);
}

/** The timers of an event loop, and what is left of each. */
function timersLeft(m: Machine, timers: Value): (readonly [timer: Value, left: bigint])[] {
  return itemsOfList(m, timers).map((timer) => [timer, alarmLeft(m, Number(attributesOf(m, timer)["_alarm"]))]);
}

/** What the library knows of time. */
export const clockIntrinsics: Readonly<Record<string, (m: Machine, args: readonly Value[]) => Value>> = {
  _timed: (m) => m.world.timed,
  _clocked: (m) => m.world.clocked,
  /** The clock in seconds. Looking at it is no step: it stands still while anybody could. */
  _now: (m) => (m.world.timed ? Number(currentTime(m)) / second : 0),
  _now_ns: (m) => (m.world.timed ? currentTime(m) : 0n),
  _alarm: (m, args) => setAlarm(m, args[0]),
  /** Nanoseconds until an alarm. */
  _left: (m, args) => alarmLeft(m, Number(args[0])),
  /** Nanoseconds until the first of some timers goes off. */
  _soonest: (m, args) => earliest(timersLeft(m, args[0]).map(([, left]) => left)),
  /** Those that have gone off, in that order. */
  _due: (m, args) => ({
    kind: "tuple",
    items: timersLeft(m, args[0])
      .filter(([, left]) => left <= 0n)
      .sort(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([timer]) => timer),
  }),
  _disarm: (m, args) => {
    const alarms = { ...m.unit.alarms };
    if (args[0] !== null && Reflect.deleteProperty(alarms, Number(args[0]))) m.unit.alarms = alarms;
    return null;
  },
  /** Only one thread computes at a time; a clock sees to that itself. */
  _gil: (m) => m.world.interpreter !== "free-threaded" && !m.world.clocked,
};
