/** The end of a unit: it keeps only what properties look at. */
import type { Value } from "../programs/value.js";
import type { Machine } from "./machine.js";

/** `exception` null: it finished; else it failed with it. */
export function endUnit(m: Machine, exception: Value): void {
  const { unit } = m;
  unit.status = exception === null ? "finished" : "failed";
  unit.exception = exception;
  unit.frames.length = 0;
  unit.preemptible = true;
}

/** Before the outermost frame goes: remembers the locals that properties look at. */
export function keepObserved(m: Machine): void {
  const { unit } = m;
  if (unit.template < 0 || unit.frames.length === 0) return;
  const frame = unit.frames[0];
  const { locals } = m.codeOf(frame);
  for (const name of m.world.program.units[unit.template].observed) {
    const value = frame.locals[locals.indexOf(name)];
    if (value !== undefined) unit.observed[name] = value;
  }
}
