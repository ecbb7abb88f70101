/** Which instructions are visible: they touch what another unit can change, or could be waiting for. Each begins a step. */
import { effectOf } from "../programs/builtins/index.js";
import { lookupInClass } from "../programs/builtins/types.js";
import { isKind, readAs } from "../programs/builtins/values.js";
import { encode } from "../programs/encode.js";
import type { Instruction } from "../programs/code.js";
import type { Ref, Value } from "../programs/value.js";
import { asClassAttribute, specialMethod } from "./attributes.js";
import type { Machine } from "./machine.js";
import { isCommon } from "./processes.js";
import { isThreadLocal } from "./world.js";

/** Built-ins that do not look into a container that they are given. */
const unlooking: ReadonlySet<string> = new Set(["isinstance", "type", "id", "callable", "issubclass", "iter", "super"]);

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
    // The most frequent ones that never do.
    case "CONST":
    case "LOAD":
    case "STORE":
    case "STATEMENT":
    case "JUMP":
    case "JUMP_BACK":
    case "POP":
      return false;
    case "LOAD_GLOBAL":
      return m.world.program.globals[instruction.global].mutable && (m.unit.module?.id ?? 0) >= 0;
    case "STORE_GLOBAL":
    case "DELETE_GLOBAL":
    case "SELECT":
    case "ATOMIC_ENTER":
    case "CHOOSE":
    case "CHOOSE_FROM":
      return true;
    case "LOAD_CELL":
      return !instruction.constant && isSharedObject(m.frame.locals[instruction.slot]);
    case "STORE_CELL":
      return isSharedObject(m.frame.locals[instruction.slot]);
    case "LOAD_ATTR":
      return readsAttribute(m, m.peek(), instruction.name);
    case "STORE_ATTR":
      return writesAttribute(m, m.peek(), instruction.name);
    case "DELETE_ATTR":
      return writesAttribute(m, m.peek(), instruction.name, "__delattr__");
    case "SUBSCRIPT":
      return m.isSharedContainer(m.peek(2));
    case "STORE_SUBSCRIPT":
    case "DELETE_SUBSCRIPT":
      return m.isSharedContainer(m.peek(2)) || m.isCopy(m.peek(2));
    case "BINARY":
      if (instruction.inplace && m.isCopy(m.peek(2))) return true;
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
      return iteratesShared(m, m.peek()) && !isInSharedIterator(m);
    case "YIELD":
    case "RETURN":
      return leavesSharedGenerator(m);
    case "YIELD_FROM":
      // What is awaited belongs to the event loop.
      return m.codeOf(m.frame).kind === "generator" && iteratesShared(m, m.peek());
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

/** Looks at a place that others can see; a property's getter makes steps of its own. */
function readsAttribute(m: Machine, object: Value, name: string): boolean {
  if (!isSharedObject(object) || isThreadLocal(m.world, object)) return false;
  if (name === "__dict__") return true;
  return m.world.program.mutableAttributes.has(name) && !isHandled(m, object, name, null);
}

function writesAttribute(m: Machine, object: Value, name: string, hook = "__setattr__"): boolean {
  if (m.isCopy(object)) return true;
  return isSharedObject(object) && !isThreadLocal(m.world, object) && !isHandled(m, object, name, hook);
}

/** By Python code: a property, or a hook of the class. */
function isHandled(m: Machine, object: Ref, name: string, hook: string | null): boolean {
  const cls = m.world.classes.get(object.id);
  if (cls === undefined) return isHandledByClass(m, object, name, hook);
  const key = `${encode(cls)} ${name} ${hook ?? ""}`;
  let handled = m.world.handled.get(key);
  if (handled === undefined) {
    handled = isHandledByClass(m, object, name, hook);
    m.world.handled.set(key, handled);
  }
  return handled;
}

function isHandledByClass(m: Machine, object: Ref, name: string, hook: string | null): boolean {
  const instance = readAs(m, object, "instance");
  if (instance === null) return object.of !== "class";
  const found = lookupInClass(m, instance.cls, name);
  if (found !== undefined && asClassAttribute(found)?.form === "_property") return true;
  if (hook === null && found === undefined && isNamespace(m, object, name)) return true;
  return hook !== null && specialMethod(m, object, hook) !== null;
}

/** A manager's Namespace: each attribute is a message. */
function isNamespace(m: Machine, object: Ref, name: string): boolean {
  return !name.startsWith("_") && isCommon(m, m.read(object)) && specialMethod(m, object, "__getattr__") !== null;
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

/** The generator that the frame belongs to, if others can see it. */
function inSharedGenerator(m: Machine): boolean {
  const { returns } = m.frame;
  return returns?.kind === "generator" && returns.ref.id >= 0;
}

/** Another thread that asks for the next value before this one has got its own is told that the generator is executing already. */
function leavesSharedGenerator(m: Machine): boolean {
  const code = m.codeOf(m.frame);
  return code.kind === "generator" && code.module === "" && inSharedGenerator(m);
}

/** `enumerate` and its like, which CPython has in C, take their next item in the step in which they are asked. */
function isInSharedIterator(m: Machine): boolean {
  return m.codeOf(m.frame).module !== "" && inSharedGenerator(m);
}

function callTouchesShared(m: Machine, callee: Value, args: readonly Value[]): boolean {
  if (isKind(callee, "builtin")) return builtinTouchesShared(m, callee.name, args);
  if (isKind(callee, "method"))
    return isKind(callee.callee, "builtin") && callTouchesShared(m, callee.callee, [callee.self, ...args]);
  return isKind(callee, "type") && args.some((arg) => m.isSharedContainer(arg));
}

function builtinTouchesShared(m: Machine, name: string, args: readonly Value[]): boolean {
  if (name.startsWith("_") || unlooking.has(name)) return false;
  const [object, attribute] = args;
  if (name === "vars") return readsAttribute(m, object, "__dict__");
  if (typeof attribute === "string") {
    if (name === "getattr" || name === "hasattr") return readsAttribute(m, object, attribute);
    if (name === "setattr" || name === "delattr") return writesAttribute(m, object, attribute, `__${name}__`);
    if (name === "object.__setattr__") return isSharedObject(object) && !isThreadLocal(m.world, object);
  }
  if (m.isCopy(object) && effectOf(name) === "write") return true;
  return args.some((arg) => m.isSharedContainer(arg) || isGenerator(arg));
}

function isGenerator(value: Value): boolean {
  return isKind(value, "ref") && value.of === "generator" && value.id >= 0;
}

function spreadItems(value: Value): readonly Value[] {
  return isKind(value, "tuple") ? value.items : [];
}
