/**
 * The meaning of a step. A unit rests before a visible instruction; its step executes that one and everything local
 * behind it, up to the next visible instruction that another unit could get in front of. Inside `atomic:` and where
 * the interpreter has no switch point, a step goes on over further visible instructions.
 *
 * Both engines run this function: the explaining engine on an Immer draft, the searching engine on copies, once for
 * each distinct thing that a unit can see.
 */
import { thousands } from "../programs/thousands.js";
import { Delegate, Raise, raise_ } from "../programs/builtins/heap.js";
import type { Instruction } from "../programs/code.js";
import { copyUnit } from "./state.js";
import type { UnitState } from "./state.js";
import type { Value } from "../programs/value.js";
import { execute } from "./execute.js";
import { call, delegate } from "./calls.js";
import { Blocks, Machine } from "./machine.js";
import type { Starting } from "./machine.js";
import { isCommon } from "./processes.js";
import { isKind } from "../programs/builtins/values.js";
import { normalise } from "./normalise.js";
import { unwind } from "./unwind.js";
import { isVisible } from "./visibility.js";
import { Reached } from "./world.js";

/** `blocked`: the unit cannot take its step; nothing must be kept of what was tried. */
export type StepResult = "done" | "blocked";

/** Takes one step of a unit that rests at a visible instruction. */
export function step(m: Machine): StepResult {
  m.acted = false;
  m.unit.status = "ready";
  m.unit.preemptible = false;
  m.preemptibleEverywhere = false;
  try {
    runUntilRest(m);
  } catch (error) {
    if (error instanceof Blocks) return "blocked";
    throw error;
  }
  rest(m);
  return "done";
}

/** Runs the step of a unit that cannot take it, to see where it waits: throws Blocks. */
export function runUntilBlocked(m: Machine): void {
  runUntilRest(m);
}

/** Runs a unit that is not at a visible instruction, a fresh one, up to the first. */
export function runLocally(m: Machine): void {
  m.acted = true;
  m.unit.preemptible = true;
  runUntilRest(m);
  rest(m);
}

/** Runs to the end, without resting: initial code, properties. */
export function runToEnd(m: Machine): void {
  while (m.unit.frames.length > 0) executeNext(m, m.codeOf(m.frame).instructions[m.frame.pc]);
}

function rest(m: Machine): void {
  m.unit.preemptible = true;
  m.unit.left = null;
  if (m.unit.status === "ready" && m.unit.frames.length > 0) {
    const next = m.codeOf(m.frame).instructions[m.frame.pc];
    if (next.op === "SELECT" && next.resting === true) m.unit.status = "resting";
  }
  // A clock never compares states: it makes order only when there is too much that nobody can reach.
  if (!m.world.clocked) normalise(m);
}

function runUntilRest(m: Machine): void {
  let checkpoint: UnitState | null = null;
  while (m.unit.status === "ready" && m.unit.frames.length > 0) {
    if (m.launched && m.world.clocked && !m.atomic) return;
    const instruction = m.codeOf(m.frame).instructions[m.frame.pc];
    if (isVisible(m, instruction)) {
      if (m.acted) {
        if (!m.atomic && isSwitch(m, instruction)) return;
        if (instruction.op === "SELECT") {
          checkpoint = copyUnit(m.unit);
          m.waitsFirst = false;
        }
      } else m.waitsFirst = instruction.op === "SELECT";
      m.acted = true;
      m.unit.preemptible = false;
      m.preemptibleEverywhere = false;
    }
    try {
      executeNext(m, instruction);
    } catch (error) {
      if (!(error instanceof Blocks) || checkpoint === null) throw error;
      restore(m.unit, checkpoint);
      m.standstill = null;
      return;
    }
    if (instruction.op === "CHOSEN") {
      checkpoint = null;
      m.waitsFirst = false;
    }
  }
}

/** Whether another unit might run before the visible instruction; notes which models say otherwise. */
function isSwitch(m: Machine, instruction: Instruction): boolean {
  const { rules, stricter } = m.world;
  if (!m.unit.preemptible && !rules.everyStep) return seenByAll(m, instruction);
  if (!m.unit.preemptible) stricter.add("cpython-3.10");
  if (!m.preemptibleEverywhere) stricter.add("cpython-3.12");
  return true;
}

/** What processes have in common they see at any moment, whatever the switch points of their interpreters are. */
function seenByAll(m: Machine, { op }: Instruction): boolean {
  const [self] = m.frame.locals;
  return op === "SELECT" && isKind(self, "ref") && isCommon(m, m.read(self));
}

/** A select reached in the middle of a step would have to wait: the step ends before it. */
function restore(unit: UnitState, checkpoint: UnitState): void {
  unit.frames = checkpoint.frames;
  unit.heap = checkpoint.heap;
  unit.next = checkpoint.next;
  unit.locals = checkpoint.locals;
}

function executeNext(m: Machine, instruction: Instruction): void {
  m.recorder.executed?.(m.frame.code, m.frame.pc, m);
  m.recorder.reached?.(m.frame.code, m.frame.pc, Reached.executed);
  m.frame.pc += 1;
  m.instructions += 1;
  try {
    if (m.instructions > m.world.maxInstructions)
      raise_(
        "_EndlessLoop",
        `takes more than ${thousands(m.world.maxInstructions)} instructions without touching anything that others can change, and counts as running for ever (\`option max_instructions\` allows more)`,
      );
    execute(m, instruction);
    m.shareDirty();
    if (m.starting.length > 0)
      for (let next = m.starting.shift(); next !== undefined; next = m.starting.shift()) start(m, next);
  } catch (error) {
    if (error instanceof Delegate) {
      delegate(m, error);
      return;
    }
    if (!(error instanceof Raise)) throw error;
    if (m.instructions > m.world.maxInstructions) m.unit.frames.length = 1;
    leaveProcess(m, unwind(m, error.value));
  }
}

/** A process that has come to its end, however it did, has something left to do. */
function leaveProcess(m: Machine, last: Value | null): void {
  if (last !== null) call(m, last, [], {}, { kind: "discard" });
}

/** A new unit's way to its first visible instruction: what comes before it belongs to nobody's step. Everything it gets is shared already. */
function start(parent: Machine, { unit, callee, args, keywords }: Starting): void {
  const { world, memory, recorder, choices } = parent;
  parent.launched = true;
  const m = new Machine(world, memory, unit, memory.units(), "unit", recorder, choices);
  memory.spawn(unit);
  unit.frames.push({ code: world.program.initial, pc: 0, locals: [], stack: [], atomic: 0 });
  try {
    call(m, callee, args, keywords, { kind: "discard" });
    unit.frames.shift();
  } catch (error) {
    if (!(error instanceof Raise)) throw error;
    unit.frames.length = 0;
    leaveProcess(m, unwind(m, error.value));
  }
  // Under a clock that takes time, which begins when the unit has a core.
  if (!world.clocked) runLocally(m);
}
