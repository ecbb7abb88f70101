/** The end of a unit: it keeps only what properties look at. */
import { isKind, readAs } from "../programs/builtins/values.js";
import type { Value } from "../programs/value.js";
import type { Machine } from "./machine.js";
import type { UnitState } from "./state.js";

/**
 * `exception` null: it finished; else it failed with it. A process first waits for its threads and hands over what its
 * queues still hold: the result is the function that does it, to be called as the unit's last.
 */
export function endUnit(m: Machine, exception: Value): Value | null {
  const { unit } = m;
  const failure = exception ?? unit.exception;
  unit.exception = failure;
  if (unit.process >= 0 && unit.process === m.self && unit.exitCode === null) {
    unit.exitCode = failure === null ? 0 : 1;
    const leave = m.world.library.get("multiprocessing._leave");
    if (leave !== undefined) return m.global(leave) ?? null;
  }
  unit.status = failure === null ? "finished" : "failed";
  unit.frames.length = 0;
  unit.module = null;
  unit.preemptible = true;
  return null;
}

/** `SystemExit` ends a thread silently; a process with its code. */
export function exitBy(m: Machine, systemExit: Value): Value | null {
  const args = isKind(systemExit, "exception") ? systemExit.args : argsOf(m, systemExit);
  const leave = endUnit(m, null);
  if (m.unit.process === m.self) m.unit.exitCode = exitCode(args[0] ?? null);
  return leave;
}

function argsOf(m: Machine, exception: Value): readonly Value[] {
  const args = readAs(m, exception, "instance")?.attributes["args"];
  return isKind(args, "tuple") ? args.items : [];
}

/** As the operating system sees it: an int by its last eight bits, nothing as 0, a message as 1. */
function exitCode(argument: Value): number {
  if (argument === null) return 0;
  if (typeof argument === "boolean") return argument ? 1 : 0;
  return typeof argument === "bigint" ? Number(BigInt.asUintN(8, argument)) : 1;
}

/** Before the outermost frame goes: remembers the locals that properties look at. */
export function keepObserved(m: Machine, unit: UnitState = m.unit): void {
  if (unit.template < 0 || unit.frames.length === 0 || unit.exitCode !== null) return;
  const frame = unit.frames[0];
  const { locals } = m.codeOf(frame);
  for (const name of m.world.program.units[unit.template].observed) {
    const value = frame.locals[locals.indexOf(name)];
    if (value !== undefined) unit.observed[name] = value;
  }
}
