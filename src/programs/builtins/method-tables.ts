/** All methods of built-in types, by type and name. */
import type { Value } from "../value.js";
import { exceptionTypeOf, typeName } from "./classes.js";
import { bytesMethods, fromHex } from "./bytes-methods.js";
import { dequeMethods } from "./deque-methods.js";
import { counterMethods, dictMethods, fromKeys } from "./dict-methods.js";
import { exceptionMethods, groupMethods } from "./exception-methods.js";
import type { Heap } from "./heap.js";
import { listMethods, tupleMethods } from "./list-methods.js";
import { floatFromHex, floatMethods, fromBytes, intMethods, rangeMethods, viewMethods } from "./number-methods.js";
import { frozensetMethods, setMethods } from "./set-methods.js";
import { fn } from "./signature.js";
import type { FunctionEntry, MethodEntry } from "./signature.js";
import { makeTranslation, strMethods } from "./str-methods.js";
import { isSubtype } from "./type-table.js";

/** The nearest type that has the method comes first in `ownersOf`. */
export const methodTables: Readonly<Record<string, Readonly<Record<string, MethodEntry>>>> = {
  list: listMethods,
  tuple: tupleMethods,
  dict: dictMethods,
  Counter: counterMethods,
  set: setMethods,
  frozenset: frozensetMethods,
  deque: dequeMethods,
  str: strMethods,
  bytes: bytesMethods,
  int: intMethods,
  float: floatMethods,
  range: rangeMethods,
  dict_keys: viewMethods,
  dict_items: viewMethods,
  BaseException: exceptionMethods,
  BaseExceptionGroup: groupMethods,
};

/** Functions that belong to a type and take no object: `dict.fromkeys`. */
export const typeFunctions: Readonly<Record<string, FunctionEntry>> = {
  "dict.fromkeys": fn(1, 2, fromKeys),
  "int.from_bytes": fn(1, 2, fromBytes, ["bytes", "byteorder", "signed"]),
  "bytes.fromhex": fn(1, 1, fromHex),
  "float.fromhex": fn(1, 1, floatFromHex),
  "str.maketrans": fn(1, 3, makeTranslation),
};

/** The types in whose tables a value's methods are found, nearest first. */
export function ownersOf(heap: Heap, value: Value): readonly string[] {
  const exception = exceptionTypeOf(heap, value);
  if (exception !== null) return typeOwners(exception);
  return typeOwners(typeName(heap, value));
}

const ownersByType = new Map<string, readonly string[]>();

/** As `ownersOf`, for a type's name. */
export function typeOwners(name: string): readonly string[] {
  const known = ownersByType.get(name);
  if (known !== undefined) return known;
  const owners = Object.keys(methodTables)
    .filter((owner) => owner === name || isSubtype(name, owner))
    .sort((a, b) => (a === b ? 0 : isSubtype(a, b) ? -1 : 1));
  ownersByType.set(name, owners);
  return owners;
}
