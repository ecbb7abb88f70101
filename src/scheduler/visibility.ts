/** Which instructions are visible: they touch what another unit can change, or could be waiting for. Each begins a step. */
import type { Instruction } from "../programs/code.js";
import type { Ref, Value } from "../programs/value.js";
import type { Machine } from "./machine.js";
import { isThreadLocal } from "./world.js";

const unlooking: ReadonlySet<string> = new Set([
  "isinstance",
  "type",
  "id",
  "callable",
  "issubclass",
  "getattr",
  "hasattr",
  "setattr",
  "iter",
  "super",
]);

function isSharedObject(value: Value | undefined): value is Ref {
  return value !== null && typeof value === "object" && value.kind === "ref" && value.id >= 0;
}

/** Whether the instruction that would run next is visible in this state. */
export function isVisible(m: Machine, instruction: Instruction): boolean {
  return !(isOwnBusiness(instruction) && m.codeOf(m.frame).module === "asyncio") && touches(m, instruction);
}

/**
 * An event loop's objects belong to the thread that runs it, even when others can reach them; its code touches nothing
 * else but through `select`, and by calling what it was given (`CALL_SPREAD`).
 */
function isOwnBusiness({ op }: Instruction): boolean {
  return op !== "SELECT" && op !== "ATOMIC_ENTER" && op !== "CHOOSE" && op !== "CHOOSE_FROM" && op !== "CALL_SPREAD";
}

function touches(m: Machine, instruction: Instruction): boolean {
  switch (instruction.op) {
    case "LOAD_GLOBAL":
      return m.world.program.globals[instruction.global].mutable;
    case "STORE_GLOBAL":
    case "DELETE_GLOBAL":
    case "SELECT":
    case "ATOMIC_ENTER":
    case "CHOOSE":
    case "CHOOSE_FROM":
      return true;
    case "LOAD_CELL":
      return !instruction.constant && isSharedObject(m.frame.locals[instruction.slot] as Value | undefined);
    case "STORE_CELL":
      return isSharedObject(m.frame.locals[instruction.slot] as Value | undefined);
    case "LOAD_ATTR":
      return (
        isSharedObject(m.peek()) &&
        !isThreadLocal(m.world, m.peek()) && m.world.program.mutableAttributes.has(instruction.name) && holdsAttributes(m.peek())
      );
    case "STORE_ATTR":
    case "DELETE_ATTR":
      return isSharedObject(m.peek()) && !isThreadLocal(m.world, m.peek());
    case "SUBSCRIPT":
    case "STORE_SUBSCRIPT":
    case "DELETE_SUBSCRIPT":
      return m.isSharedContainer(m.peek(2));
    case "BINARY":
      return m.world.granularity === "bytecode" || m.isSharedContainer(m.peek()) || m.isSharedContainer(m.peek(2));
    case "COMPARE":
      return comparesShared(m, instruction.operator);
    case "UNARY":
    case "JUMP_IF_FALSE":
    case "JUMP_IF_TRUE":
    case "JUMP_IF_FALSE_OR_POP":
    case "JUMP_IF_TRUE_OR_POP":
    case "UNPACK":
    case "EXTEND_LIST":
    case "EXTEND_SET":
    case "UPDATE_MAP":
      return m.isSharedContainer(m.peek());
    case "FORMAT":
      return m.isSharedContainer(m.peek(instruction.spec ? 2 : 1));
    case "ITER":
      return m.isSharedContainer(m.peek()) && (m.peek() as Ref).of !== "list";
    case "FOR":
    case "YIELD_FROM":
      return iteratesShared(m, m.peek());
    case "CALL":
      return callTouchesShared(
        m,
        m.peek(instruction.count + 1),
        m.frame.stack.slice(m.frame.stack.length - instruction.count),
      );
    case "CALL_SPREAD":
      return callTouchesShared(m, m.peek(3), spreadItems(m.peek(2)));
    default:
      return false;
  }
}

function holdsAttributes(value: Value): boolean {
  return (
    value !== null &&
    typeof value === "object" &&
    value.kind === "ref" &&
    (value.of === "instance" || value.of === "class" || value.of === undefined)
  );
}

function comparesShared(m: Machine, operator: string): boolean {
  if (operator === "is" || operator === "is not") return false;
  if (m.isSharedContainer(m.peek())) return true;
  return operator !== "in" && operator !== "not in" && m.isSharedContainer(m.peek(2));
}

function iteratesShared(m: Machine, iterator: Value): boolean {
  if (iterator === null || typeof iterator !== "object" || iterator.kind !== "ref") return false;
  if (iterator.id >= 0) return true;
  const object = m.read(iterator);
  return object.kind === "iterator" && m.isSharedContainer(object.over);
}

function callTouchesShared(m: Machine, callee: Value, args: readonly Value[]): boolean {
  if (callee === null || typeof callee !== "object") return false;
  switch (callee.kind) {
    case "builtin":
      if (callee.name.startsWith("_") || unlooking.has(callee.name)) return false;
      return args.some((arg) => m.isSharedContainer(arg)) || (callee.name === "next" && isGenerator(args[0]));
    case "type":
      return args.some((arg) => m.isSharedContainer(arg));
    case "method":
      if (callee.callee === null || typeof callee.callee !== "object" || callee.callee.kind !== "builtin") return false;
      return isGenerator(callee.self) || m.isSharedContainer(callee.self) || callTouchesShared(m, callee.callee, args);
    default:
      return false;
  }
}

function isGenerator(value: Value): boolean {
  return (
    value !== null && typeof value === "object" && value.kind === "ref" && value.of === "generator" && value.id >= 0
  );
}

function spreadItems(value: Value): readonly Value[] {
  return value !== null && typeof value === "object" && value.kind === "tuple" ? value.items : [];
}
