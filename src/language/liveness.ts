/**
 * Which local slots may still be read at each instruction: backward data flow to a fixed point. Slots that are not
 * live are forgotten when a unit rests, so that states that differ only in dead values are one state.
 */
import type { Code, Instruction } from "../programs/code.js";

type Flow = Pick<Code, "instructions" | "protections" | "locals">;

/** For each pc the live-in slots, sorted. */
export function liveSlots(code: Flow): readonly (readonly number[])[] {
  const { instructions } = code;
  const live = instructions.map((instruction) => new Set(mentioned(instruction, code.locals)));
  const handlers = handlersOf(code);
  let changed = true;
  while (changed) {
    changed = false;
    for (let pc = instructions.length - 1; pc >= 0; pc--)
      if (update(instructions, pc, live, handlers[pc])) changed = true;
  }
  const known = new Map<string, readonly number[]>();
  return live.map((slots) =>
    interned(
      [...slots].sort((a, b) => a - b),
      known,
    ),
  );
}

/** Locals that the words of a guarded command show: `waits for {self}`. */
function mentioned(instruction: Instruction, locals: readonly string[]): number[] {
  if ((instruction.op !== "CHOSEN" && instruction.op !== "BLOCK") || instruction.words === null) return [];
  const names = [...instruction.words.matchAll(/\{([A-Za-z_]\w*)/g)].map((match) => match[1]);
  return names.map((name) => locals.indexOf(name)).filter((slot) => slot >= 0);
}

function interned(slots: readonly number[], known: Map<string, readonly number[]>): readonly number[] {
  const key = slots.join();
  const same = known.get(key);
  if (same !== undefined) return same;
  known.set(key, slots);
  return slots;
}

function handlersOf(code: Flow): number[][] {
  const handlers: number[][] = code.instructions.map(() => []);
  for (const { start, end, to } of code.protections) for (let pc = start; pc < end; pc++) handlers[pc].push(to);
  return handlers;
}

/** An exception may come before the instruction has stored anything, so a handler's slots survive its stores. */
function update(
  instructions: readonly Instruction[],
  pc: number,
  live: readonly Set<number>[],
  handlers: readonly number[],
): boolean {
  const instruction = instructions[pc];
  const into = live[pc];
  const before = into.size;
  const { reads, writes } = touched(instruction);
  for (const next of successors(instruction, pc)) {
    if (next < live.length) for (const slot of live[next]) if (!writes.includes(slot)) into.add(slot);
  }
  for (const slot of reads) into.add(slot);
  for (const handler of handlers) for (const slot of live[handler]) into.add(slot);
  return into.size !== before;
}

function successors(instruction: Instruction, pc: number): readonly number[] {
  switch (instruction.op) {
    case "JUMP":
    case "JUMP_BACK":
      return [instruction.to];
    case "RETURN":
    case "RAISE":
    case "RAISE_FROM":
    case "RERAISE":
      return [];
    default:
      return "to" in instruction ? [pc + 1, instruction.to] : [pc + 1];
  }
}

const none: readonly number[] = [];

/** A captured variable's slot holds its cell for as long as the variable is used. `del` needs to know whether it is bound. */
function touched(instruction: Instruction): { reads: readonly number[]; writes: readonly number[] } {
  const opened = "window" in instruction && instruction.window !== undefined ? [instruction.window] : none;
  const closed = "windows" in instruction && instruction.windows !== undefined ? instruction.windows : none;
  switch (instruction.op) {
    case "LOAD":
    case "DELETE":
    case "NEW_CELL":
    case "LOAD_CLOSURE":
      return { reads: [instruction.slot], writes: none };
    case "LOAD_CELL":
      return { reads: [instruction.slot], writes: opened };
    case "STORE_CELL":
      return { reads: [instruction.slot, ...closed], writes: none };
    case "STORE":
      return { reads: none, writes: [instruction.slot] };
    default:
      return { reads: closed, writes: opened };
  }
}
