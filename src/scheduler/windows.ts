/**
 * Lost updates. Between a read of a shared place and a write computed from it there is a *window*: the hidden local
 * `$w…` keeps what was read, and of which place. If the place holds something else when the unit writes, the write
 * wipes out somebody's update. The unit's own writes refresh its windows.
 */
import { encode } from "../programs/encode.js";
import type { Tuple, Value } from "../programs/value.js";
import type { Machine, Target } from "./machine.js";

function placeOf(target: Target): Value[] {
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

function samePlace(window: Tuple, place: readonly Value[]): boolean {
  return window.items.length === place.length + 1 && place.every((part, i) => encode(part) === encode(window.items[i]));
}

/** After a read: opens the window. */
export function openWindow(m: Machine, slot: number | undefined, target: Target, value: Value): void {
  if (slot === undefined) return;
  m.frame.locals[slot] = { kind: "tuple", items: [...placeOf(target), value] };
}

/**
 * Before a write of `value` over `current` (undefined: unbound): reports windows that were overtaken, closes the
 * given ones and refreshes all others of the same place.
 */
export function closeWindows(
  m: Machine,
  slots: readonly number[] | undefined,
  target: Target,
  current: Value | undefined,
  value: Value,
): void {
  const place = placeOf(target);
  for (const slot of slots ?? []) {
    const window = m.frame.locals[slot];
    m.frame.locals[slot] = undefined;
    if (
      window === undefined ||
      window === null ||
      typeof window !== "object" ||
      window.kind !== "tuple" ||
      !samePlace(window, place)
    )
      continue;
    const read = window.items[window.items.length - 1];
    if (encode(read) !== encode(current)) m.recorder.lostUpdate?.(m, target, read, current, value);
  }
  refresh(m, place, value);
}

function refresh(m: Machine, place: readonly Value[], value: Value): void {
  for (const frame of m.unit.frames) {
    const names = m.codeOf(frame).locals;
    for (let slot = 0; slot < names.length; slot++) {
      if (!names[slot].startsWith("$w")) continue;
      const window = frame.locals[slot];
      if (
        window === undefined ||
        window === null ||
        typeof window !== "object" ||
        window.kind !== "tuple" ||
        !samePlace(window, place)
      )
        continue;
      frame.locals[slot] = { kind: "tuple", items: [...place, value] };
    }
  }
}
