/** Built-ins by name: what the evaluator calls. */
import type { Value } from "../value.js";
import { typeName } from "./classes.js";
import { constructors } from "./construct.js";
import { delegating } from "./delegation.js";
import { makeException } from "./exception-methods.js";
import { functions, keyedFunctions } from "./functions.js";
import type { Heap, Keywords, Native } from "./heap.js";
import { raise_ } from "./heap.js";
import { methodTables, ownersOf, typeFunctions, typeOwners } from "./method-tables.js";
import { moduleFunctions } from "./modules.js";
import { nativeFunction, nativeMethod } from "./signature.js";
import { canonicalType, isExceptionType, typeNames } from "./type-table.js";

export { attributeOf } from "./attributes.js";
export { moduleMember } from "./modules.js";

interface Known {
  readonly native: Native;
  readonly effect: "read" | "write";
}

const natives = new Map<string, Known>();

for (const [name, entry] of [
  ...Object.entries({ ...functions, ...keyedFunctions, ...typeFunctions }),
  ...moduleFunctions(),
])
  natives.set(name, { native: nativeFunction(name, entry), effect: entry.effect });
for (const [owner, table] of Object.entries(methodTables))
  for (const [name, entry] of Object.entries(table))
    natives.set(`${owner}.${name}`, { native: nativeMethod(owner, name, entry, isSelf(owner)), effect: entry.effect });

const makers = new Map<string, Native>(
  Object.entries(constructors).map(([name, entry]) => [name, nativeFunction(name, entry)]),
);

function isSelf(owner: string): (heap: Heap, value: Value) => boolean {
  return (heap, value) => typeName(heap, value) === owner || ownersOf(heap, value).includes(owner);
}

/** Whether `callNative` knows the name: a function, a method ("list.append"), a type. */
export function hasNative(name: string): boolean {
  return natives.has(name) || inherited(name) !== undefined || isConstructible(name);
}

function isConstructible(name: string): boolean {
  const type = canonicalType(name);
  return makers.has(type) || (typeNames.includes(type) && isExceptionType(type));
}

/** `Counter.get` is `dict.get`. */
function inherited(name: string): Known | undefined {
  const dot = name.lastIndexOf(".");
  const owner =
    dot < 0 ? undefined : typeOwners(name.slice(0, dot)).find((each) => natives.has(`${each}${name.slice(dot)}`));
  return owner === undefined ? undefined : natives.get(`${owner}${name.slice(dot)}`);
}

/** Calls a function or method by its name; a method gets its object as the first argument. */
export function callNative(heap: Heap, name: string, args: readonly Value[], keywords: Keywords): Value {
  const known = natives.get(name) ?? inherited(name);
  if (known === undefined)
    return isConstructible(name)
      ? construct(heap, name, args, keywords)
      : raise_("NameError", `name '${name}' is not defined`);
  return delegating(name, args, keywords, () => known.native(heap, args, keywords));
}

/** Calls a built-in type: `int("12", 2)`, `list(x)`, `ValueError("x")`. */
export function construct(heap: Heap, name: string, args: readonly Value[], keywords: Keywords): Value {
  const type = canonicalType(name);
  const maker = makers.get(type);
  if (maker !== undefined) return delegating(type, args, keywords, () => maker(heap, args, keywords));
  if (typeNames.includes(type) && isExceptionType(type)) return makeException(heap, type, args, keywords);
  return raise_("TypeError", `cannot create '${type}' instances`);
}

/** Whether a native may change its first argument. Everything not known to change it only looks. */
export function effectOf(name: string): "read" | "write" {
  return (natives.get(name) ?? inherited(name))?.effect ?? "read";
}

/** The methods of a built-in type, without special ones. */
export function methodNames(type: string): readonly string[] {
  const table: Readonly<Record<string, unknown>> = Object.hasOwn(methodTables, type) ? methodTables[type] : {};
  return Object.keys(table).filter((name) => !name.startsWith("_"));
}

/** Functions that a scenario can name, those of the evaluator and of the library too. */
export const builtinFunctions: ReadonlySet<string> = new Set([
  ...Object.keys(functions),
  ...["print", "next", "iter", "getattr", "hasattr", "setattr", "delattr", "enumerate", "zip", "map", "filter"],
]);

/** Types that a scenario can name without import, exceptions too. */
export const builtinTypes: ReadonlySet<string> = new Set([
  ...[
    "bool",
    "bytes",
    "dict",
    "float",
    "frozenset",
    "int",
    "list",
    "object",
    "range",
    "set",
    "slice",
    "str",
    "tuple",
    "type",
  ],
  ...typeNames.filter((name) => !name.includes(".") && isExceptionType(name)),
]);
