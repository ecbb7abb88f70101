/**
 * Injective text for values and objects: equal text iff the same value. The search interns by it; two states are
 * one when their texts are equal. Not Python's equality: 1, 1.0 and True stay apart here.
 */
import type { Frame, HeapObject, Value } from "./value.js";

/** Text for a Ref; the default is its id. Passing another one gives canonical numbering. */
export type RefName = (id: number) => string;

const plain: RefName = (id) => `@${id}`;

/** Whether two values have the same text; `undefined`: there is none. */
export function same(a: Value | undefined, b: Value | undefined): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null || a.kind !== b.kind) return false;
  return encode(a) === encode(b);
}

export function encode(value: Value | undefined, name: RefName = plain): string {
  if (value === undefined) return "?";
  if (value === null) return "N";
  switch (typeof value) {
    case "boolean":
      return value ? "T" : "F";
    case "bigint":
      return value.toString();
    case "number":
      return Object.is(value, -0) ? "f-0" : `f${value}`;
    case "string":
      return JSON.stringify(value);
    default:
      return encodeComposite(value, name);
  }
}

function encodeComposite(value: Exclude<Value, null | boolean | bigint | number | string>, name: RefName): string {
  switch (value.kind) {
    case "ref":
      return `${name(value.id)}${(value.of ?? "").slice(0, 2)}`;
    case "tuple":
      return `(${encodeAll(value.items, name)})`;
    case "frozenset":
      return `fs(${encodeAll(value.items, name)})`;
    case "bytes":
      return `b${JSON.stringify(value.data)}`;
    case "range":
      return `r${value.start}:${value.stop}:${value.step}`;
    case "slice":
      return `s(${encodeAll([value.start, value.stop, value.step], name)})`;
    case "function":
      return `fn${value.code}(${encodeAll(value.defaults, name)};${encodeAll(value.cells, name)})`;
    case "method":
      return `m(${encode(value.self, name)},${encode(value.callee, name)})`;
    case "builtin":
      return `$${value.name};`;
    case "type":
      return `t$${value.name};`;
    case "exception":
      return `e$${value.type}(${encodeAll(value.args, name)};${encode(value.cause, name)})`;
    case "module":
      return `M$${value.name};`;
    case "unit":
      return `u${value.index}`;
    case "super":
      return `S(${encode(value.cls, name)},${encode(value.self, name)})`;
  }
}

function encodeAll(values: readonly (Value | undefined)[], name: RefName): string {
  let text = "";
  for (const value of values) text += `${encode(value, name)},`;
  return text;
}

export function encodeFrame(frame: Readonly<Frame>, name: RefName = plain): string {
  let returns = "";
  if (frame.returns !== undefined) {
    if (frame.returns.kind === "value") returns = `=${encode(frame.returns.value, name)}`;
    else if (frame.returns.kind === "generator")
      returns = `g${name(frame.returns.ref.id)}${frame.returns.by}${frame.returns.to}${encode(frame.returns.otherwise, name)}`;
    else if (frame.returns.kind === "attempt")
      returns = `?${frame.returns.catches}${encodeAll(frame.returns.values, name)}`;
    else if (frame.returns.kind === "argument")
      returns = `(${frame.returns.callee}${frame.returns.at}${encodeAll(frame.returns.values, name)}${encodeRecord(frame.returns.keywords, name)}`;
    else returns = frame.returns.kind;
  }
  return `${frame.code}:${frame.pc}:${frame.atomic}${returns}[${encodeAll(frame.locals, name)}|${encodeAll(frame.stack, name)}]`;
}

export function encodeObject(object: Readonly<HeapObject>, name: RefName = plain): string {
  const text = encodeContents(object, name);
  const copied = copiedFrom(object);
  return copied === undefined ? text : `${text}©${copied}`;
}

/** The `shared` name by which a process has copied the object, if it has. */
export function copiedFrom(object: Readonly<HeapObject>): string | undefined {
  return "copyOf" in object ? object.copyOf : undefined;
}

function encodeContents(object: Readonly<HeapObject>, name: RefName): string {
  switch (object.kind) {
    case "list":
      return `L${encodeAll(object.items, name)}`;
    case "set":
      return `Z${encodeAll(object.items, name)}`;
    case "deque":
      return `Q${object.maxlen ?? ""}:${encodeAll(object.items, name)}`;
    case "dict":
      return `D${object.factory === undefined ? "" : encode(object.factory, name)}{${object.entries.map(([key, value]) => `${encode(key, name)}:${encode(value, name)}`).join(",")}}`;
    case "instance":
      return `I${encode(object.cls, name)}${encodeRecord(object.attributes, name)}`;
    case "class":
      return `C${object.name}(${encodeAll(object.bases, name)})${encodeRecord(object.attributes, name)}`;
    case "cell":
      return `c${encode(object.value, name)}`;
    case "iterator":
      return `i${object.form}:${object.index}:${object.size ?? ""}:${encode(object.over, name)}`;
    case "generator":
      return `G${object.form}${object.running ? "r" : ""}${object.started ? "s" : ""}${object.made ?? ""}<${object.frames.map((frame) => encodeFrame(frame, name)).join("/")}>`;
    case "namespace":
      return `N{${Object.entries(object.values)
        .map(([index, value]) => `${index}=${encode(value, name)}`)
        .join(",")}}`;
  }
}

/** Attribute order does not matter: two instances that differ only in it are the same. */
export function encodeRecord(record: Readonly<Record<string, Value>>, name: RefName = plain): string {
  const names = Object.keys(record).sort();
  return `{${names.map((key) => `${key}=${encode(record[key], name)}`).join(",")}}`;
}
