/** The plain access a resting unit is about to make: what a data race is made of. */
import { isKind } from "../programs/builtins/values.js";
import type { Ref, Value } from "../programs/value.js";
import type { Target } from "./target.js";
import type { UnitState } from "./state.js";
import { itemTarget } from "./subscripts.js";
import { isThreadLocal } from "./world.js";
import type { World } from "./world.js";

export interface PendingAccess {
  readonly target: Target;
  readonly writes: boolean;
}

/** Null when the unit has ended, or rests before an operation of a primitive, an atomic block or a method of a container. */
export function pendingAccess(world: World, unit: Readonly<UnitState>): PendingAccess | null {
  const frame = unit.frames.at(-1);
  if (frame === undefined || unit.frames.some(({ atomic }) => atomic > 0)) return null;
  const code = world.program.codes[frame.code];
  if (code.module !== "") return null;
  const instruction = code.instructions[frame.pc];
  const top = (n: number): Value => frame.stack[frame.stack.length - n];
  const on = (value: Value | undefined, target: (ref: Ref) => Target, writes: boolean): PendingAccess | null =>
    isKind(value, "ref") && value.id >= 0 ? { target: target(value), writes } : null;
  switch (instruction.op) {
    case "LOAD_GLOBAL":
    case "STORE_GLOBAL":
    case "DELETE_GLOBAL":
      return onGlobal(unit, instruction.global, instruction.op !== "LOAD_GLOBAL");
    case "LOAD_CELL":
    case "STORE_CELL":
      return on(frame.locals[instruction.slot], (ref) => ({ kind: "object", ref }), instruction.op === "STORE_CELL");
    case "LOAD_ATTR":
    case "STORE_ATTR":
    case "DELETE_ATTR": {
      const { name } = instruction;
      if (isThreadLocal(world, top(1))) return null;
      return on(top(1), (ref) => ({ kind: "attribute", ref, name }), instruction.op !== "LOAD_ATTR");
    }
    case "SUBSCRIPT":
    case "STORE_SUBSCRIPT":
    case "DELETE_SUBSCRIPT":
      return on(top(2), (ref) => itemTarget(ref, top(1)), instruction.op !== "SUBSCRIPT");
    default:
      return null;
  }
}

/** A child process that runs one thread shares its names with nobody. */
function onGlobal({ module }: Readonly<UnitState>, index: number, writes: boolean): PendingAccess | null {
  if (module === null) return { target: { kind: "global", index }, writes };
  return module.id < 0 ? null : { target: { kind: "global", index, module }, writes };
}
