/** The plain access a resting unit is about to make: what a data race is made of. */
import { encode } from "../programs/encode.js";
import type { Ref, Value } from "../programs/value.js";
import type { UnitState } from "./state.js";
import type { World } from "./world.js";

export interface PendingAccess {
  readonly key: string;
  readonly writes: boolean;
}

function sharedRef(value: Value | undefined): Ref | null {
  return value !== null && typeof value === "object" && value.kind === "ref" && value.id >= 0 ? value : null;
}

/** Null when the unit has ended, or rests before an operation of a primitive, an atomic block or a method of a container. */
export function pendingAccess(world: World, unit: Readonly<UnitState>): PendingAccess | null {
  const frame = unit.frames.at(-1);
  if (frame === undefined || unit.frames.some(({ atomic }) => atomic > 0)) return null;
  const code = world.program.codes[frame.code];
  if (code.module !== "") return null;
  const instruction = code.instructions[frame.pc];
  const top = (n: number): Value | undefined => frame.stack[frame.stack.length - n];
  switch (instruction.op) {
    case "LOAD_GLOBAL":
      return { key: `g${instruction.global}`, writes: false };
    case "STORE_GLOBAL":
    case "DELETE_GLOBAL":
      return { key: `g${instruction.global}`, writes: true };
    case "LOAD_CELL":
    case "STORE_CELL":
      return keyed(sharedRef(frame.locals[instruction.slot]), "", instruction.op === "STORE_CELL");
    case "LOAD_ATTR":
    case "STORE_ATTR":
      return keyed(sharedRef(top(1)), `.${instruction.name}`, instruction.op === "STORE_ATTR");
    case "SUBSCRIPT":
    case "STORE_SUBSCRIPT":
      return keyed(sharedRef(top(2)), `[${encode(top(1))}]`, instruction.op === "STORE_SUBSCRIPT");
    default:
      return null;
  }
}

function keyed(ref: Ref | null, suffix: string, writes: boolean): PendingAccess | null {
  return ref === null ? null : { key: `o${ref.id}${suffix}`, writes };
}
