/** `value.name` for built-in values: data, methods bound to their objects, members of types and modules. */
import type { Value } from "../value.js";
import type { Heap } from "./heap.js";
import { dataAttribute } from "./members.js";
import { methodTables, ownersOf, typeFunctions, typeOwners } from "./method-tables.js";
import { moduleMember } from "./modules.js";
import { canonicalType, isExceptionType } from "./type-table.js";
import { isKind, objectOf } from "./values.js";

/** Special methods that a program may call by name, and the functions that do the same. */
const special: Readonly<Record<string, string>> = {
  __len__: "len",
  __repr__: "repr",
  __str__: "str",
  __hash__: "hash",
  __iter__: "iter",
  __next__: "next",
  __bool__: "bool",
  __abs__: "abs",
  __getitem__: "operator.getitem",
  __setitem__: "operator.setitem",
  __delitem__: "operator.delitem",
  __contains__: "operator.contains",
  __eq__: "operator.eq",
  __ne__: "operator.ne",
  __lt__: "operator.lt",
  __le__: "operator.le",
  __gt__: "operator.gt",
  __ge__: "operator.ge",
  __add__: "operator.add",
  __sub__: "operator.sub",
  __mul__: "operator.mul",
  __truediv__: "operator.truediv",
  __floordiv__: "operator.floordiv",
  __mod__: "operator.mod",
  __pow__: "operator.pow",
  __neg__: "operator.neg",
  __and__: "operator.and_",
  __or__: "operator.or_",
  __xor__: "operator.xor",
  __format__: "format",
  __int__: "int",
  __float__: "float",
  __round__: "round",
  __reversed__: "reversed",
};

/** Served by the evaluator: they run frames. */
const generatorMethods: ReadonlySet<string> = new Set(["send", "throw", "close", "__next__"]);

const asyncGeneratorMethods: ReadonlySet<string> = new Set(["__aiter__", "__anext__", "asend", "athrow", "aclose"]);

/** The attribute, or undefined if the value has none of that name. Instances: only what every object has. */
export function attributeOf(heap: Heap, value: Value, name: string): Value | undefined {
  if (isKind(value, "module")) return moduleMember(value.name, name) ?? dataAttribute(heap, value, name);
  if (isKind(value, "type")) return dataAttribute(heap, value, name) ?? typeMember(value.name, name);
  const data = dataAttribute(heap, value, name);
  if (data !== undefined) return data;
  const callee = methodName(heap, value, name);
  return callee === undefined ? undefined : { kind: "method", self: value, callee: { kind: "builtin", name: callee } };
}

function methodName(heap: Heap, value: Value, name: string): string | undefined {
  const object = objectOf(heap, value);
  if (object?.kind === "generator" && object.form === "async-generator")
    return asyncGeneratorMethods.has(name) ? `async_generator.${name}` : undefined;
  if (object?.kind === "generator" && object.form === "coroutine" && name === "__await__") return "coroutine.__await__";
  if (object?.kind === "generator") return generatorMethods.has(name) ? `generator.${name}` : undefined;
  const owner = ownersOf(heap, value).find((each) => Object.hasOwn(methodTables[each], name));
  if (owner !== undefined) return `${owner}.${name}`;
  if (object?.kind === "instance" || object?.kind === "class") return undefined;
  return Object.hasOwn(special, name) && hasSpecial(heap, value, name) ? special[name] : undefined;
}

const sized: ReadonlySet<string> = new Set(["__len__", "__iter__", "__contains__", "__getitem__"]);

function hasSpecial(heap: Heap, value: Value, name: string): boolean {
  const container =
    typeof value === "string" ||
    objectOf(heap, value) !== null ||
    isKind(value, "tuple") ||
    isKind(value, "range") ||
    isKind(value, "bytes") ||
    isKind(value, "frozenset");
  if (name === "__next__") return objectOf(heap, value)?.kind === "iterator";
  return !sized.has(name) || container;
}

/** `str.lower`, `dict.fromkeys`, `Exception.__init__`. */
function typeMember(type: string, name: string): Value | undefined {
  const canonical = canonicalType(type);
  const full = `${canonical}.${name}`;
  if (Object.hasOwn(typeFunctions, full)) return { kind: "builtin", name: full };
  const owner = typeOwners(canonical).find((each) => Object.hasOwn(methodTables[each], name));
  if (owner !== undefined) return { kind: "builtin", name: `${owner}.${name}` };
  if (name === "__setattr__" && canonical === "object") return { kind: "builtin", name: "object.__setattr__" };
  if (name === "__new__" && (canonical === "object" || isExceptionType(canonical)))
    return { kind: "builtin", name: "object.__new__" };
  if (name === "__init__" && !isExceptionType(canonical)) return { kind: "builtin", name: "_object_init" };
  return Object.hasOwn(special, name) ? { kind: "builtin", name: special[name] } : undefined;
}
