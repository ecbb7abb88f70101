/** `repr` and `str` of every value, as CPython writes them (without addresses: `<Name object>`). */
import type { Dict, Generator, HeapObject, Instance, Iterator, Ref, Value } from "../value.js";
import { className, dataclassFields, exceptionArgs, exceptionBase, exceptionTypeOf, typeName } from "./classes.js";
import { floatRepr } from "./float-text.js";
import { formatNumberOrText } from "./format-spec.js";
import type { Heap } from "./heap.js";
import { raise_ } from "./heap.js";
import { escapeBytes, escapeString } from "./quoting.js";
import { isSubtype, shortTypeName } from "./type-table.js";
import { typeInMessage } from "./type-words.js";
import { isKind } from "./values.js";
import type { Composite } from "./values.js";

const DEPTH_MAX = 500;

/** What is being written, outermost first: an object inside itself is written `[...]`. */
interface Writing {
  readonly heap: Heap;
  readonly open: number[];
}

export function repr(heap: Heap, value: Value): string {
  return write({ heap, open: [] }, value, 0);
}

export function str(heap: Heap, value: Value): string {
  if (typeof value === "string") return value;
  return exceptionTypeOf(heap, value) === null ? repr(heap, value) : exceptionMessage(heap, value);
}

/** `format(value, spec)`. */
export function format(heap: Heap, value: Value, spec: string): string {
  if (spec === "") return str(heap, value);
  if (value === null || typeof value === "object")
    raise_("TypeError", `unsupported format string passed to ${typeInMessage(heap, value)}.__format__`);
  return formatNumberOrText(value, spec, typeName(heap, value));
}

/** `str(exc)`: what follows the type's name in a traceback. */
export function exceptionMessage(heap: Heap, exc: Value): string {
  const type = exceptionTypeOf(heap, exc);
  const args = exceptionArgs(heap, exc);
  if (type === null || args.length === 0) return "";
  if (isSubtype(type, "BaseExceptionGroup")) return groupMessage(heap, args);
  if (isSubtype(type, "OSError") && (args.length === 2 || args.length === 3)) return osMessage(heap, args);
  if (args.length > 1) return repr(heap, { kind: "tuple", items: args });
  return isSubtype(type, "KeyError") ? repr(heap, args[0]) : str(heap, args[0]);
}

function groupMessage(heap: Heap, args: readonly Value[]): string {
  const count = isKind(args[1], "tuple") ? args[1].items.length : 0;
  return `${str(heap, args[0])} (${count} sub-exception${count === 1 ? "" : "s"})`;
}

function osMessage(heap: Heap, args: readonly Value[]): string {
  const text = `[Errno ${str(heap, args[0])}] ${str(heap, args[1])}`;
  return args.length === 2 ? text : `${text}: ${repr(heap, args[2])}`;
}

function write(writing: Writing, value: Value, depth: number): string {
  if (value === null) return "None";
  switch (typeof value) {
    case "boolean":
      return value ? "True" : "False";
    case "bigint":
      return value.toString();
    case "number":
      return floatRepr(value);
    case "string":
      return escapeString(value);
    default:
      if (depth > DEPTH_MAX)
        raise_("RecursionError", "maximum recursion depth exceeded while getting the repr of an object");
      return writeComposite(writing, value, depth);
  }
}

function writeComposite(writing: Writing, value: Composite, depth: number): string {
  switch (value.kind) {
    case "ref":
      return writeRef(writing, value, depth);
    case "tuple":
      return `(${writeAll(writing, value.items, depth)}${value.items.length === 1 ? "," : ""})`;
    case "frozenset":
      return value.items.length === 0 ? "frozenset()" : `frozenset({${writeAll(writing, value.items, depth)}})`;
    case "bytes":
      return escapeBytes(value.data);
    case "range":
      return `range(${value.start}, ${value.stop}${value.step === 1n ? "" : `, ${value.step}`})`;
    case "slice":
      return `slice(${writeAll(writing, [value.start, value.stop, value.step], depth)})`;
    case "exception":
      return writeException(writing, value.type, value.args, depth);
    case "type":
      return `<class '${value.name}'>`;
    case "unit":
      return "<unit>";
    default:
      return writeCallable(writing.heap, value);
  }
}

function writeAll(writing: Writing, items: readonly Value[], depth: number): string {
  return items.map((item) => write(writing, item, depth + 1)).join(", ");
}

function writeException(writing: Writing, type: string, args: readonly Value[], depth: number): string {
  const group = isSubtype(type, "BaseExceptionGroup") && isKind(args[1], "tuple") ? args[1].items : null;
  const inner =
    group === null
      ? writeAll(writing, args, depth)
      : `${write(writing, args[0], depth + 1)}, [${writeAll(writing, group, depth)}]`;
  return `${shortTypeName(type)}(${inner})`;
}

function functionName(heap: Heap, code: number): string {
  const name = heap.functionName?.(code);
  return name === undefined ? "" : ` ${name}`;
}

function writeCallable(
  heap: Heap,
  value: Extract<Composite, { kind: "function" | "method" | "builtin" | "module" | "super" }>,
): string {
  switch (value.kind) {
    case "function":
      return `<function${functionName(heap, value.code)}>`;
    case "builtin":
      if (value.name === "NotImplemented") return value.name;
      return value.name.startsWith("_")
        ? `<${value.name.slice(1)}>`
        : `<built-in function ${value.name.slice(value.name.lastIndexOf(".") + 1)}>`;
    case "module":
      return `<module '${value.name}'>`;
    case "super":
      return `<super: <class '${className(heap, value.cls)}'>>`;
    case "method":
      return writeMethod(heap, value.self, value.callee);
  }
}

function writeMethod(heap: Heap, self: Value, callee: Value): string {
  if (isKind(callee, "tuple")) return `<${typeName(heap, { kind: "method", self, callee })} object>`;
  const owner = typeName(heap, self);
  if (isKind(callee, "builtin"))
    return `<built-in method ${callee.name.slice(callee.name.lastIndexOf(".") + 1)} of ${owner} object>`;
  const name = isKind(callee, "function") ? heap.functionName?.(callee.code) : undefined;
  return `<bound method${name === undefined ? "" : ` ${name}`} of <${owner} object>>`;
}

function writeRef(writing: Writing, ref: Ref, depth: number): string {
  const object = writing.heap.read(ref);
  if (writing.open.includes(ref.id)) return writeAgain(writing.heap, object);
  writing.open.push(ref.id);
  const text = writeObject(writing, object, depth);
  writing.open.pop();
  return text;
}

/** An object met inside itself. */
function writeAgain(heap: Heap, object: Readonly<HeapObject>): string {
  if (object.kind === "dict") return "{...}";
  if (object.kind === "set") return "set(...)";
  if (object.kind === "instance" && dataclassFields(heap, object) === null)
    return `<${className(heap, object.cls)} object>`;
  return object.kind === "list" || object.kind === "deque" ? "[...]" : "...";
}

function writeObject(writing: Writing, object: Readonly<HeapObject>, depth: number): string {
  switch (object.kind) {
    case "namespace":
      return "<module '__main__'>";
    case "list":
      return `[${writeAll(writing, object.items, depth)}]`;
    case "set":
      return object.items.length === 0 ? "set()" : `{${writeAll(writing, object.items, depth)}}`;
    case "deque":
      return `deque([${writeAll(writing, object.items, depth)}]${object.maxlen === null ? "" : `, maxlen=${object.maxlen}`})`;
    case "dict":
      return writeDict(writing, object, depth);
    case "instance":
      return writeInstance(writing, object, depth);
    case "class":
      return `<class '${object.name}'>`;
    case "cell":
      return "<cell>";
    case "iterator":
      return writeIterator(writing, object, depth);
    case "generator":
      return writeGenerator(writing.heap, object);
  }
}

function writeEntries(writing: Writing, entries: readonly (readonly [Value, Value])[], depth: number): string {
  const parts = entries.map(([key, value]) => `${write(writing, key, depth + 1)}: ${write(writing, value, depth + 1)}`);
  return `{${parts.join(", ")}}`;
}

function writeDict(writing: Writing, dict: Readonly<Dict>, depth: number): string {
  if (dict.factory === undefined) return writeEntries(writing, dict.entries, depth);
  if (dict.factory !== "counter")
    return `defaultdict(${write(writing, dict.factory, depth + 1)}, ${writeEntries(writing, dict.entries, depth)})`;
  return dict.entries.length === 0 ? "Counter()" : `Counter(${writeEntries(writing, mostCommon(dict.entries), depth)})`;
}

/** Highest count first; a stable sort, so equal counts keep their order. Counts that are no numbers stay where they are. */
export function mostCommon(entries: readonly [Value, Value][]): [Value, Value][] {
  const count = (value: Value): bigint | number =>
    typeof value === "bigint" || typeof value === "number" ? value : 0n;
  return [...entries].sort(([, a], [, b]) => (count(a) < count(b) ? 1 : count(a) > count(b) ? -1 : 0));
}

function writeInstance(writing: Writing, instance: Readonly<Instance>, depth: number): string {
  const { heap } = writing;
  const name = className(heap, instance.cls);
  const fields = dataclassFields(heap, instance);
  if (fields !== null)
    return `${name}(${fields.map(([field, value]) => `${field}=${write(writing, value, depth + 1)}`).join(", ")})`;
  const args = instance.attributes["args"];
  if (isKind(args, "tuple") && exceptionBase(heap, instance.cls) !== null)
    return writeException(writing, name, args.items, depth);
  return `<${name} object>`;
}

function writeIterator(writing: Writing, iterator: Readonly<Iterator>, depth: number): string {
  const { heap } = writing;
  const name = `dict_${iterator.form === "pairs" ? "items" : iterator.form}`;
  const dict = isKind(iterator.over, "ref") ? heap.read(iterator.over) : null;
  const isView = iterator.size === undefined && ["keys", "values", "pairs"].includes(iterator.form);
  if (!isView || dict?.kind !== "dict") return "<iterator object>";
  const items = dict.entries.map(([key, value]): Value =>
    iterator.form === "keys" ? key : iterator.form === "values" ? value : { kind: "tuple", items: [key, value] },
  );
  return `${name}([${writeAll(writing, items, depth)}])`;
}

function writeGenerator(heap: Heap, generator: Readonly<Generator>): string {
  const code = generator.frames[0]?.code;
  const name = code === undefined ? "" : functionName(heap, code);
  return `<${generator.form.replace("-", "_")} object${name}>`;
}
