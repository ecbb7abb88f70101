/** An exception as the last line of Python's traceback. */
import { exceptionMessage, typeName } from "../programs/builtins/types.js";
import type { Value } from "../programs/value.js";
import { Machine } from "./machine.js";
import type { Memory, UnitState } from "./state.js";
import type { World } from "./world.js";

/** `ValueError: negative`; the type alone when there is no message. Library exceptions go by their last name. */
export function exceptionText(m: Machine, value: Value): string {
  const name = typeName(m, value);
  const message = exceptionMessage(m, value);
  return message === "" ? shortName(name) : `${shortName(name)}: ${message}`;
}

export function shortName(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

/** How a unit ended: the type of its exception and that as text. `whose`: its template, or the name it got when it was created. */
export interface Failure {
  readonly type: string;
  readonly text: string;
  readonly whose: string;
  /** Where in the scenario it left the unit; 0: nowhere. */
  readonly line: number;
}

/** Null for a unit that has not failed. Its exception may be an object that only this unit could reach. */
export function failureOf(world: World, memory: Memory, unit: UnitState): Failure | null {
  if (unit.status !== "failed") return null;
  const m = new Machine(world, memory, unit, -1, "property", {});
  const whose = unit.template < 0 ? unit.name : world.program.units[unit.template].name;
  const [type, text] = [typeName(m, unit.exception), exceptionText(m, unit.exception)];
  return { type, text, whose, line: unit.failedAt?.line ?? 0 };
}
