/** What class a value has, and what a class descends from. */
import type { Dict, FunctionValue, Instance, Iterator, Ref, Value } from "../value.js";
import type { Heap } from "./heap.js";
import { raise_ } from "./heap.js";
import { basesOf, canonicalType, isExceptionType } from "./type-table.js";
import { isKind, readAs } from "./values.js";
import type { Composite } from "./values.js";

export function typeValue(name: string): Value {
  return { kind: "type", name: canonicalType(name) };
}

/** `type(value)`. */
export function classOf(heap: Heap, value: Value): Value {
  const instance = readAs(heap, value, "instance");
  return instance === null ? typeValue(typeName(heap, value)) : instance.cls;
}

/** `type(value).__name__`; for exceptions of the library with their module ("queue.Empty"). */
export function typeName(heap: Heap, value: Value): string {
  if (value === null) return "NoneType";
  switch (typeof value) {
    case "boolean":
      return "bool";
    case "bigint":
      return "int";
    case "number":
      return "float";
    case "string":
      return "str";
    default:
      return compositeName(heap, value);
  }
}

function compositeName(heap: Heap, value: Composite): string {
  switch (value.kind) {
    case "ref":
      return objectTypeName(heap, value);
    case "exception":
      return value.type;
    case "builtin":
      return "builtin_function_or_method";
    case "method":
      return methodTypeName(value.self, value.callee);
    default:
      return value.kind;
  }
}

function methodTypeName(self: Value, callee: Value): string {
  if (isKind(self, "builtin") && isKind(callee, "tuple")) return self.name.replace(/^_/, "");
  return isKind(callee, "builtin") ? "builtin_function_or_method" : "method";
}

function objectTypeName(heap: Heap, ref: Ref): string {
  const object = heap.read(ref);
  switch (object.kind) {
    case "instance":
      return className(heap, object.cls);
    case "class":
      return "type";
    case "dict":
      return dictTypeName(object);
    case "iterator":
      return iteratorTypeName(heap, object);
    case "generator":
      return object.form.replace("-", "_");
    default:
      return object.kind;
  }
}

function dictTypeName(dict: Readonly<Dict>): string {
  if (dict.factory === undefined) return "dict";
  return dict.factory === "counter" ? "Counter" : "defaultdict";
}

const dictNames = { keys: "key", values: "value", pairs: "item" } as const;

function iteratorTypeName(heap: Heap, iterator: Readonly<Iterator>): string {
  const { form, over } = iterator;
  if (form === "keys" || form === "values" || form === "pairs")
    return iterator.size === undefined ? `dict_${dictNames[form]}s` : `dict_${dictNames[form]}iterator`;
  const name = typeName(heap, over);
  if (form === "reversed") return name === "list" ? "list_reverseiterator" : "reversed";
  if (name === "str") return "str_iterator";
  return name === "deque" ? "_deque_iterator" : name === "frozenset" ? "set_iterator" : `${name}_iterator`;
}

/** `cls.__name__` */
export function className(heap: Heap, cls: Value): string {
  if (isKind(cls, "type")) return cls.name;
  return readAs(heap, cls, "class")?.name ?? "object";
}

export function isClass(heap: Heap, value: Value): boolean {
  return isKind(value, "type") || readAs(heap, value, "class") !== null;
}

function classKey(cls: Value): string {
  return isKind(cls, "ref") ? `o${cls.id}` : isKind(cls, "type") ? `t${canonicalType(cls.name)}` : "?";
}

export function sameClass(a: Value, b: Value): boolean {
  return classKey(a) === classKey(b);
}

function directBases(heap: Heap, cls: Value): readonly Value[] {
  if (isKind(cls, "type")) return basesOf(cls.name).map(typeValue);
  const object = readAs(heap, cls, "class");
  if (object === null) return [];
  return object.bases.length === 0 ? [typeValue("object")] : object.bases;
}

/** Method resolution order: the class, its bases, … `object` (C3, as `cls.__mro__`). */
export function mro(heap: Heap, cls: Value): Value[] {
  const parents = directBases(heap, cls);
  if (parents.length === 1) return [cls, ...mro(heap, parents[0])];
  const rows = [...parents.map((base) => mro(heap, base)), [...parents]].filter((row) => row.length > 0);
  return [cls, ...merge(rows)];
}

function merge(rows: Value[][]): Value[] {
  const result: Value[] = [];
  let left = rows;
  while (left.length > 0) {
    const head = left
      .map((row) => row[0])
      .find((cls) => left.every((row) => !row.slice(1).some((later) => sameClass(later, cls))));
    if (head === undefined) raise_("TypeError", "Cannot create a consistent method resolution order (MRO) for bases");
    result.push(head);
    left = left.map((row) => (sameClass(row[0], head) ? row.slice(1) : row)).filter((row) => row.length > 0);
  }
  return result;
}

export function isSubclass(heap: Heap, cls: Value, base: Value): boolean {
  return mro(heap, cls).some((each) => sameClass(each, base));
}

/** What classes of the program's own inherit from BaseException. */
const exceptionMethods: ReadonlySet<string> = new Set(["__init__", "with_traceback", "add_note"]);

/** The attribute as the class, or the first of its bases that has it, holds it. */
export function lookupInClass(heap: Heap, cls: Value, name: string): Value | undefined {
  const own = readAs(heap, cls, "class");
  if (own !== null && Object.hasOwn(own.attributes, name)) return own.attributes[name];
  if (own !== null && own.bases.length === 0) return undefined;
  for (const each of mro(heap, cls)) {
    const object = readAs(heap, each, "class");
    if (object !== null && Object.hasOwn(object.attributes, name)) return object.attributes[name];
    if (isKind(each, "type") && exceptionMethods.has(name) && each.name === "BaseException")
      return { kind: "builtin", name: `BaseException.${name}` };
  }
  return undefined;
}

/** A method written in Python, of an instance; null for built-in values. */
export function pythonMethod(heap: Heap, value: Value, name: string): FunctionValue | null {
  const instance = readAs(heap, value, "instance");
  const found = instance === null ? undefined : lookupInClass(heap, instance.cls, name);
  return isKind(found, "function") ? found : null;
}

/** The fields of a dataclass instance with their values, in order; null for others. */
export function dataclassFields(heap: Heap, instance: Readonly<Instance>): [string, Value][] | null {
  const names = lookupInClass(heap, instance.cls, "__dataclass_fields__");
  if (!isKind(names, "tuple")) return null;
  return names.items.flatMap((name): [string, Value][] => {
    if (typeof name !== "string") return [];
    const value = Object.hasOwn(instance.attributes, name)
      ? instance.attributes[name]
      : lookupInClass(heap, instance.cls, name);
    return value === undefined ? [] : [[name, value]];
  });
}

/** The built-in exception type that the value's class is or descends from; null if it is no exception. */
export function exceptionTypeOf(heap: Heap, value: Value): string | null {
  if (isKind(value, "exception")) return value.type;
  const instance = readAs(heap, value, "instance");
  return instance === null ? null : exceptionBase(heap, instance.cls);
}

/** The nearest built-in exception type among the class and its bases; null if there is none. */
export function exceptionBase(heap: Heap, cls: Value): string | null {
  const base = mro(heap, cls).find((each) => isKind(each, "type"));
  return isKind(base, "type") && isExceptionType(base.name) ? base.name : null;
}

/** `exc.args` */
export function exceptionArgs(heap: Heap, value: Value): readonly Value[] {
  if (isKind(value, "exception")) return value.args;
  const args = readAs(heap, value, "instance")?.attributes["args"];
  return isKind(args, "tuple") ? args.items : [];
}
