/** A unit's first frame, and its way to the first visible operation: what comes before it belongs to nobody's step. */
import { Raise } from "../programs/builtins/heap.js";
import type { Keywords } from "../programs/builtins/heap.js";
import type { Value } from "../programs/value.js";
import { call } from "./calls.js";
import { runLocally } from "./evaluate.js";
import { Machine } from "./machine.js";
import type { UnitState } from "./state.js";
import { unwind } from "./unwind.js";

/** Gives a new unit the call `callee(*args, **keywords)` and runs it up to its first visible operation. Everything it gets must be shared already. */
export function startFrames(parent: Machine, unit: UnitState, callee: Value, args: readonly Value[], keywords: Keywords): void {
  const index = parent.memory.units();
  const m = new Machine(parent.world, parent.memory, unit, index, "unit", parent.recorder, parent.choices);
  unit.frames.push({ code: parent.world.program.initial, pc: Number.MAX_SAFE_INTEGER, locals: [], stack: [], atomic: 0 });
  try {
    call(m, callee, args, keywords, { kind: "discard" });
  } catch (error) {
    if (!(error instanceof Raise)) throw error;
    unwind(m, error.value);
  }
  unit.frames.shift();
  if (unit.frames.length > 0) unit.frames[0].returns = { kind: "discard" };
  runLocally(m);
}
