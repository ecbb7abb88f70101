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
  if (m.world.clocked) return;
  const place = placeOf(target);
  for (const slot of slots ?? []) {
    const window = windowAt(frame, slot, place);
    frame.locals[slot] = undefined;
    if (window === null) continue;
    const seen = valueIn(window);
    if (!(m.memory.holds?.(target, seen) ?? same(current(), seen)))
      m.recorder.lostUpdate?.(m, target, seen, current, value);
  }
  refresh(m, place, value);
}

/** What was there; undefined: nothing. */
function valueIn({ items }: Tuple): Value | undefined {
  return items.length > 1 ? items[1] : undefined;
}

function refresh(m: Machine, place: Tuple, value: Value): void {
  for (const frame of m.unit.frames)
    frame.locals.forEach((held, slot) => {
      if (!isKind(held, "tuple") || !m.codeOf(frame).locals[slot].startsWith("$w")) return;
      if (windowAt(frame, slot, place) !== null) frame.locals[slot] = windowOf(place, value);
    });
}
