/** Functions and constants of Python's modules that need no Python code: math, heapq, bisect, copy, json, operator, … */
import type { BinaryOp, CompareOp } from "../code.js";
import type { Value } from "../value.js";
import { bisectFunctions, heapFunctions } from "./heap-functions.js";
import { copyValue, deepCopy } from "./copying.js";
import { raise_ } from "./heap.js";
import { jsonFunctions } from "./json.js";
import { mathConstants, mathFunctions } from "./math-functions.js";
import { binary, compare, comparisonNames, operatorNames, truth, unary } from "./operators.js";
import { changing, fn } from "./signature.js";
import type { FunctionEntry } from "./signature.js";
import { deleteItem, getItem, setItem } from "./subscripts.js";
import { isBuiltinType, typeNames } from "./type-table.js";

type Functions = Record<string, FunctionEntry>;

function operatorFunctions(): Functions {
  const result: Functions = {
    getitem: fn(2, 2, (heap, [object, index]) => getItem(heap, object, index)),
    setitem: changing(3, 3, (heap, [object, index, value]) => {
      setItem(heap, object, index, value);
      return null;
    }),
    delitem: changing(2, 2, (heap, [object, index]) => {
      deleteItem(heap, object, index);
      return null;
    }),
    contains: fn(2, 2, (heap, [container, item]) => compare(heap, "in", item, container)),
    not_: fn(1, 1, (heap, [value]) => !truth(heap, value)),
    truth: fn(1, 1, (heap, [value]) => truth(heap, value)),
    neg: fn(1, 1, (heap, [value]) => unary(heap, "-", value)),
    pos: fn(1, 1, (heap, [value]) => unary(heap, "+", value)),
    invert: fn(1, 1, (heap, [value]) => unary(heap, "~", value)),
  };
  for (const [op, name] of Object.entries(operatorNames) as [BinaryOp, string][]) {
    result[name] = fn(2, 2, (heap, [a, b]) => binary(heap, op, a, b, false));
    result[`i${name.replace("_", "")}`] = changing(2, 2, (heap, [a, b]) => binary(heap, op, a, b, true));
  }
  for (const [op, name] of Object.entries(comparisonNames) as [CompareOp, string][])
    result[name] = fn(2, 2, (heap, [a, b]) => compare(heap, op, a, b));
  return result;
}

const silent = fn(0, Infinity, () => null, ["**"]);

/** A log is not part of a program's meaning. */
const logging: Functions = {
  ...Object.fromEntries(
    ["debug", "info", "warning", "error", "critical", "exception", "log", "basicConfig", "setLevel", "disable"].map(
      (name) => [name, silent],
    ),
  ),
  getLogger: fn(0, 1, () => ({ kind: "module", name: "logging" })),
};

const tables: Readonly<Record<string, Functions>> = {
  math: mathFunctions,
  heapq: heapFunctions,
  bisect: bisectFunctions,
  json: jsonFunctions,
  operator: operatorFunctions(),
  logging,
  copy: {
    copy: fn(1, 1, (heap, [value]) => copyValue(heap, value)),
    deepcopy: fn(1, 1, (heap, [value]) => deepCopy(heap, value)),
  },
  gc: { collect: fn(0, 1, () => 0n), enable: fn(0, 0, () => null), disable: fn(0, 0, () => null) },
  sys: {
    exit: fn(0, 1, (_heap, [code]) => raise_("SystemExit", ...(code === undefined ? [] : [code]))),
    getswitchinterval: fn(0, 0, () => 0.005),
    setswitchinterval: fn(1, 1, () => null),
    getrecursionlimit: fn(0, 0, () => 1000n),
    intern: fn(1, 1, (_heap, [text]) => text),
  },
};

const constants: Readonly<Record<string, Readonly<Record<string, Value>>>> = {
  math: mathConstants,
  sys: {
    maxsize: (1n << 63n) - 1n,
    platform: "linux",
    version: "3.12",
    version_info: { kind: "tuple", items: [3n, 12n, 0n, "final", 0n] },
  },
  os: { name: "posix", sep: "/", linesep: "\n" },
  logging: { DEBUG: 10n, INFO: 20n, WARNING: 30n, ERROR: 40n, CRITICAL: 50n },
  string: {
    ascii_lowercase: "abcdefghijklmnopqrstuvwxyz",
    ascii_uppercase: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    ascii_letters: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    digits: "0123456789",
    hexdigits: "0123456789abcdefABCDEF",
  },
};

/** Functions by their full names: "math.sqrt". */
export function moduleFunctions(): [string, FunctionEntry][] {
  return Object.entries(tables).flatMap(([module, table]) =>
    Object.entries(table).map(([name, entry]): [string, FunctionEntry] => [`${module}.${name}`, entry]),
  );
}

/** `module.name`: a function, a constant, or a type that lives there; undefined if we have no such member. */
export function moduleMember(module: string, name: string): Value | undefined {
  const full = `${module}.${name}`;
  if (Object.hasOwn(tables, module) && Object.hasOwn(tables[module], name)) return { kind: "builtin", name: full };
  if (Object.hasOwn(constants, module) && Object.hasOwn(constants[module], name)) return constants[module][name];
  if (typeNames.includes(full)) return { kind: "type", name: full };
  return module === "builtins" && isBuiltinType(name) ? { kind: "type", name } : undefined;
}
