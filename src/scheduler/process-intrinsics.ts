/** Built-ins for `multiprocessing`: starting and ending processes, and what crosses between them. */
import { raise_ } from "../programs/builtins/heap.js";
import type { Keywords } from "../programs/builtins/heap.js";
import type { Value } from "../programs/value.js";
import { keepObserved } from "./end.js";
import type { Machine } from "./machine.js";
import { adoptHandles } from "./handles.js";
import { pickled, pickledOrLost, pickledSize, unpickled } from "./pickling.js";
import { hasEnded } from "./state.js";
import { identified } from "./world.js";

type Intrinsic = (m: Machine, args: readonly Value[], keywords: Keywords) => Value;

function indexOf(value: Value): number {
  if (typeof value !== "bigint") raise_("TypeError", "not a unit");
  return Number(value);
}

/** The units of a process that still run, but for the one that asks. */
function living(m: Machine, process: number): number[] {
  const units: number[] = [];
  for (let unit = 0; unit < m.memory.units(); unit++)
    if (unit !== m.self && !hasEnded(m.memory.status(unit)) && m.memory.processOf(unit) === process) units.push(unit);
  return units;
}

/** Ends a unit where it is; what properties look at stays. */
function end(m: Machine, index: number, exitCode: number | null): void {
  const unit = m.memory.editUnit(index);
  keepObserved(m, unit);
  unit.status = "finished";
  unit.frames = [];
  unit.module = null;
  unit.locals = {};
  unit.exitCode = exitCode;
  if (Object.keys(unit.observed).length > 0) return;
  unit.heap = {};
  unit.next = -1;
}

export const processIntrinsics: Readonly<Record<string, Intrinsic | undefined>> = {
  /** What a member of the library is in this process; None if the program does not use it. */
  _library: (m, args) => {
    const index = typeof args[0] === "string" ? m.world.library.get(args[0]) : undefined;
    return (index === undefined ? null : m.global(index)) ?? null;
  },
  /** The first unit of the process that runs; -1 in the main process. */
  _process: (m) => BigInt(m.unit.process),
  /** The threads of the process that have not ended, by number. */
  _living_threads: (m) => {
    const units = [...living(m, m.unit.process), m.self].sort((a, b) => a - b);
    for (const unit of units) identified(m.world, unit);
    return { kind: "tuple", items: units.map(BigInt) };
  },
  _is_main_of_process: (m) => m.unit.process === m.self,
  _pickle: (m, args) => {
    m.recorder.pickled?.(m, args[0], false);
    return pickled(m, args[0]);
  },
  _unpickle: (m, args) => {
    m.recorder.pickled?.(m, args[0], true);
    const value = unpickled(m, m, args[0]);
    adoptHandles(m, value);
    return value;
  },
  /** A queue's item in a 1-tuple; None if it cannot be pickled and is lost. */
  _pickle_or_lose: (m, args) => {
    m.recorder.pickled?.(m, args[0], false);
    return pickledOrLost(m, args[0]);
  },
  /** In bytes, as a pipe holds it. */
  _pickled_size: (m, args) => BigInt(pickledSize(m, args[0])),
  /** None while it runs. */
  _exit_code: (m, args) => {
    const unit = indexOf(args[0]);
    const status = m.memory.status(unit);
    if (!hasEnded(status)) return null;
    return status === "failed" ? 1n : BigInt(m.memory.exitCodeOf(unit) ?? 0);
  },
  /** `_kill(process, exit code)`: ends all its units, wherever they are. */
  _kill: (m, args) => {
    const process = indexOf(args[0]);
    for (const unit of living(m, process)) end(m, unit, unit === process ? -indexOf(args[1]) : null);
    return null;
  },
  /** Ends the process that runs, wherever its units are; the function that asks is the last that this one runs. */
  _exit_now: (m, args) => {
    const { process } = m.unit;
    const exitCode = indexOf(args[0]);
    for (const unit of living(m, process)) end(m, unit, unit === process ? exitCode : null);
    if (process === m.self) m.unit.exitCode = exitCode;
    m.unit.frames.splice(0, m.unit.frames.length - 1);
    return null;
  },
  /** Whether the process has no thread but this one. */
  _single: (m) => m.unit.module !== null && m.unit.module.id < 0,
  /** Whether all other threads of the process have ended that keep it alive. */
  _threads_ended: (m) =>
    living(m, m.unit.process).every((unit) => m.memory.status(unit) === "resting" || m.memory.isDaemon(unit)),
  /** Ends the daemons that are left. */
  _end_threads: (m) => {
    for (const unit of living(m, m.unit.process)) end(m, unit, null);
    return null;
  },
};
