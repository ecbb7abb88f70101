/** Making exceptions, and what can be done with them. */
import type { ExceptionValue, Value } from "../value.js";
import { classOf, exceptionArgs, exceptionTypeOf, isSubclass, typeValue } from "./classes.js";
import type { Heap, Keywords } from "./heap.js";
import { raise_ } from "./heap.js";
import { itemsOf } from "./iteration.js";
import { reads, writes } from "./signature.js";
import type { MethodEntry } from "./signature.js";
import { canonicalType, isSubtype, shortTypeName } from "./type-table.js";
import { typeInMessage } from "./type-words.js";
import { editAs, isKind, readAs, tuple } from "./values.js";

/** `ValueError("x")`. */
export function makeException(heap: Heap, name: string, args: readonly Value[], keywords: Keywords): ExceptionValue {
  const type = canonicalType(name);
  const given = Object.keys(keywords).filter((each) => !allowed(type).includes(each));
  if (given.length > 0) raise_("TypeError", `${shortTypeName(type)}() takes no keyword arguments`);
  if (isSubtype(type, "BaseExceptionGroup")) return makeGroup(heap, type, args);
  return { kind: "exception", type: type === "OSError" ? osType(args) : type, args: [...args] };
}

function allowed(type: string): readonly string[] {
  if (isSubtype(type, "ImportError")) return ["name", "path"];
  return type === "AttributeError" || type === "NameError" ? ["name", "obj"] : [];
}

/** `OSError(2, …)` is a FileNotFoundError. */
const osTypes: Readonly<Record<string, string>> = {
  "1": "PermissionError",
  "2": "FileNotFoundError",
  "3": "ProcessLookupError",
  "4": "InterruptedError",
  "10": "ChildProcessError",
  "11": "BlockingIOError",
  "13": "PermissionError",
  "17": "FileExistsError",
  "20": "NotADirectoryError",
  "21": "IsADirectoryError",
  "32": "BrokenPipeError",
  "103": "ConnectionAbortedError",
  "104": "ConnectionResetError",
  "110": "TimeoutError",
  "111": "ConnectionRefusedError",
};

function osType(args: readonly Value[]): string {
  const [number] = args;
  return args.length >= 2 && typeof number === "bigint" ? (osTypes[number.toString()] ?? "OSError") : "OSError";
}

/** The arguments are the message and, as a tuple, the exceptions. */
function makeGroup(heap: Heap, type: string, args: readonly Value[]): ExceptionValue {
  if (args.length !== 2)
    raise_("TypeError", `BaseExceptionGroup.__new__() takes exactly 2 arguments (${args.length} given)`);
  const [message, given] = args;
  if (typeof message !== "string")
    raise_("TypeError", `BaseExceptionGroup.__new__() argument 1 must be str, not ${typeInMessage(heap, message)}`);
  const items = isKind(given, "tuple") || readAs(heap, given, "list") !== null ? itemsOf(heap, given) : null;
  if (items === null) raise_("TypeError", "second argument (exceptions) must be a sequence");
  if (items.length === 0) raise_("ValueError", "second argument (exceptions) must be a non-empty sequence");
  const bad = items.findIndex((item) => exceptionTypeOf(heap, item) === null);
  if (bad >= 0) raise_("ValueError", `Item ${bad} of second argument (exceptions) is not an exception`);
  const plain = items.every((item) => isSubtype(exceptionTypeOf(heap, item) ?? "", "Exception"));
  if (!plain && type === "ExceptionGroup") raise_("TypeError", "Cannot nest BaseExceptions in an ExceptionGroup");
  return { kind: "exception", type: plain ? "ExceptionGroup" : type, args: [message, tuple(...items)] };
}

export const exceptionMethods: Readonly<Record<string, MethodEntry>> = {
  /** `super().__init__(…)` of a class of the program's own: these are the arguments then. */
  __init__: writes(0, Infinity, (heap, self, args) => {
    if (readAs(heap, self, "instance") !== null)
      editAs(heap, self, "instance").attributes["args"] = tuple(...args.map((each) => each));
    return null;
  }),
  with_traceback: reads(1, 1, (_heap, self) => self),
  add_note: reads(1, 1, () => null),
};

/** Methods of ExceptionGroup. */
export const groupMethods: Readonly<Record<string, MethodEntry>> = {
  derive: reads(1, 1, (heap, self, [items]) =>
    makeException(heap, "ExceptionGroup", [exceptionArgs(heap, self)[0], items], {}),
  ),
  subgroup: reads(1, 1, (heap, self, [type]) => divide(heap, self, type)[0]),
  split: reads(1, 1, (heap, self, [type]) => tuple(...divide(heap, self, type))),
};

/** The part of a group that is of the type, and the rest; None for a part that is empty. Groups inside keep their shape. */
function divide(heap: Heap, exc: Value, type: Value): [Value, Value] {
  if (isOf(heap, exc, type)) return [exc, null];
  if (!isKind(exc, "exception") || !isSubtype(exc.type, "BaseExceptionGroup")) return [null, exc];
  const [message, inner] = exc.args;
  const parts = (isKind(inner, "tuple") ? inner.items : []).map((each) => divide(heap, each, type));
  const regroup = (items: readonly Value[]): Value =>
    items.length === 0 ? null : { ...exc, args: [message, tuple(...items)] };
  return [
    regroup(parts.map(([match]) => match).filter((each) => each !== null)),
    regroup(parts.map(([, rest]) => rest).filter((each) => each !== null)),
  ];
}

function isOf(heap: Heap, exc: Value, type: Value): boolean {
  if (isKind(type, "tuple")) return type.items.some((each) => isOf(heap, exc, each));
  return isSubclass(heap, classOf(heap, exc), type ?? typeValue("NoneType"));
}
