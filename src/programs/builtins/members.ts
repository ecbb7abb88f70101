/** Data attributes: what `value.name` gives when it is no method. */
import type { Instance, Range, Value } from "../value.js";
import { classOf, className, exceptionArgs, exceptionTypeOf, lookupInClass, mro, typeName } from "./classes.js";
import type { Heap } from "./heap.js";
import { raise_ } from "./heap.js";
import { isSubtype, shortTypeName } from "./type-table.js";
import { integerOf, isKind, readAs, tuple } from "./values.js";

/** The attribute, or undefined if there is none. Methods are not found here. */
export function dataAttribute(heap: Heap, value: Value, name: string): Value | undefined {
  if (name === "__class__") return classOf(heap, value);
  if (name === "__doc__") return null;
  const type = exceptionTypeOf(heap, value);
  if (type !== null) return exceptionAttribute(heap, value, name);
  if (integerOf(value) !== null) return integerAttribute(value, name);
  if (typeof value === "number") return name === "real" ? value : name === "imag" ? 0 : undefined;
  if (isKind(value, "range")) return rangeAttribute(value, name);
  if (isKind(value, "slice"))
    return name === "start" ? value.start : name === "stop" ? value.stop : name === "step" ? value.step : undefined;
  if (isKind(value, "type")) return typeAttribute(heap, value, name);
  if (isKind(value, "builtin") && (name === "__name__" || name === "__qualname__"))
    return value.name.slice(value.name.lastIndexOf(".") + 1);
  if (isKind(value, "module") && name === "__name__") return value.name;
  return objectAttribute(heap, value, name);
}

function integerAttribute(value: Value, name: string): Value | undefined {
  const whole = integerOf(value) ?? 0n;
  if (name === "real" || name === "numerator") return whole;
  if (name === "imag") return 0n;
  return name === "denominator" ? 1n : undefined;
}

function rangeAttribute(range: Range, name: string): Value | undefined {
  return name === "start" ? range.start : name === "stop" ? range.stop : name === "step" ? range.step : undefined;
}

function typeAttribute(heap: Heap, value: Value, name: string): Value | undefined {
  switch (name) {
    case "__name__":
    case "__qualname__":
      return shortTypeName(className(heap, value));
    case "__module__":
      return isKind(value, "type") && value.name.includes(".")
        ? value.name.slice(0, value.name.lastIndexOf("."))
        : "builtins";
    case "__mro__":
      return tuple(...mro(heap, value));
    case "__bases__":
      return tuple(...mro(heap, value).slice(1, 2));
    default:
      return undefined;
  }
}

function objectAttribute(heap: Heap, value: Value, name: string): Value | undefined {
  const deque = readAs(heap, value, "deque");
  if (deque !== null && name === "maxlen") return deque.maxlen === null ? null : BigInt(deque.maxlen);
  const dict = readAs(heap, value, "dict");
  if (dict?.factory !== undefined && dict.factory !== "counter" && name === "default_factory") return dict.factory;
  const cls = readAs(heap, value, "class");
  if (cls !== null && (name === "__mro__" || name === "__bases__"))
    return tuple(...(name === "__mro__" ? mro(heap, value) : cls.bases));
  return undefined;
}

const alwaysNone: ReadonlySet<string> = new Set(["__context__", "__traceback__", "__notes__"]);

/** `exc.args`, `__cause__`, and what some types add: `errno`, `code`, `value`, `exceptions`, … */
export function exceptionAttribute(heap: Heap, exc: Value, name: string): Value | undefined {
  const args = exceptionArgs(heap, exc);
  const type = exceptionTypeOf(heap, exc) ?? "";
  if (name === "args") return tuple(...args);
  if (name === "__cause__") return (isKind(exc, "exception") ? exc.cause : undefined) ?? null;
  if (name === "__suppress_context__") return isKind(exc, "exception") && exc.cause !== undefined;
  if (alwaysNone.has(name)) return name === "__notes__" ? undefined : null;
  const found = named.find(([base, names]) => isSubtype(type, base) && names.includes(name));
  if (found === undefined) return undefined;
  const at = found[1].indexOf(name);
  if (found[0] === "OSError" && args.length < 2) return null;
  if (found[0] === "SystemExit" && args.length > 1) return tuple(...args);
  return args[at] ?? null;
}

/** Attributes that are arguments, by position. */
const named: readonly (readonly [string, readonly string[]])[] = [
  ["OSError", ["errno", "strerror", "filename"]],
  ["SystemExit", ["code"]],
  ["StopIteration", ["value"]],
  ["BaseExceptionGroup", ["message", "exceptions"]],
  ["UnicodeError", ["encoding", "object", "start", "end", "reason"]],
  ["ImportError", ["msg"]],
  ["SyntaxError", ["msg"]],
];

function attributeOf(heap: Heap, { attributes, cls }: Instance, name: string): Value | undefined {
  return Object.hasOwn(attributes, name) ? attributes[name] : lookupInClass(heap, cls, name);
}

/** `value.name` for a value that may be an instance: data only, AttributeError if there is none. */
export function memberOf(heap: Heap, value: Value, name: string): Value {
  const instance = readAs(heap, value, "instance");
  const found = instance === null ? undefined : attributeOf(heap, instance, name);
  const member = found === undefined ? dataAttribute(heap, value, name) : found;
  if (member !== undefined) return member;
  return raise_("AttributeError", `'${shortTypeName(typeName(heap, value))}' object has no attribute '${name}'`);
}
