/**
 * Lost updates. Between a read of a shared place and a write computed from it there is a *window*: the hidden local
 * `$w…` keeps which place was read and what it held. If the place holds something else when the unit writes, the write
 * wipes out somebody's update. The unit's own writes refresh its windows. Under a clock nobody asks, and there are none.
 *
 *   $w…   (place, value)    or   (place,)  if nothing was there: a missing key of a dict
 */
import { isKind } from "../programs/builtins/values.js";
import { same } from "../programs/encode.js";
import type { Frame, Tuple, Value } from "../programs/value.js";
import type { Machine } from "./machine.js";
import type { Target } from "./target.js";

function placeOf(target: Target): Tuple {
  return { kind: "tuple", items: partsOf(target) };
}

function partsOf(target: Target): Value[] {
  switch (target.kind) {
    case "global":
      return [BigInt(target.index)];
    case "attribute":
      return [target.ref, target.name];
    case "item":
      return [target.ref, target.index];
    case "object":
      return [target.ref];
  }
}

function windowOf(place: Tuple, value: Value | undefined): Tuple {
  return { kind: "tuple", items: value === undefined ? [place] : [place, value] };
}

/** What the slot holds, if it is a window of this place. */
function windowAt(frame: Frame, slot: number, place: Tuple): Tuple | null {
  const window = frame.locals[slot];
  return isKind(window, "tuple") && same(window.items[0], place) ? window : null;
}

/** After a read: opens the window. `value` undefined: nothing was there. */
export function openWindow(
  m: Machine,
  slot: number | undefined,
  target: Target,
  value: Value | undefined,
  frame: Frame = m.frame,
): void {
  if (slot !== undefined && !m.world.clocked) frame.locals[slot] = windowOf(placeOf(target), value);
}

/**
 * Before a write of `value` over what is there (undefined: unbound): reports windows that were overtaken, closes the
 * given ones and refreshes all others of the same place.
 */
export function closeWindows(
  m: Machine,
  slots: readonly number[] | undefined,
  target: Target,
  current: () => Value | undefined,
  value: Value,
  frame: Frame = m.frame,
): void {
  lookThrough(m, slots, target, current, frame)(value);
}

/** The same in two: looks before the write, and gives what is to be done when the value has been written. */
export function lookThrough(
  m: Machine,
  slots: readonly number[] | undefined,
  target: Target,
  current: () => Value | undefined,
  frame: Frame = m.frame,
): (value: Value) => void {
  if (m.world.clocked) return () => undefined;
  const place = placeOf(target);
  const windows = (slots ?? []).map((slot) => windowAt(frame, slot, place)).filter((window) => window !== null);
  const seen = windows.map(({ items }) => (items.length > 1 ? items[1] : undefined));
  const lost = seen.filter((value) => !(m.memory.holds?.(target, value) ?? same(current(), value)));
  const before = m.recorder.access === undefined ? undefined : current();
  return (value) => {
    for (const slot of slots ?? []) frame.locals[slot] = undefined;
    for (const read of lost) m.recorder.lostUpdate?.(m, target, read, before, value);
    refresh(m, place, value);
  };
}

function refresh(m: Machine, place: Tuple, value: Value): void {
  for (const frame of m.unit.frames)
    frame.locals.forEach((held, slot) => {
      if (!isKind(held, "tuple") || !m.codeOf(frame).locals[slot].startsWith("$w")) return;
      if (windowAt(frame, slot, place) !== null) frame.locals[slot] = windowOf(place, value);
    });
}
