// Python literals for tests: `[1, 'a', {2: 3.0}]` becomes a Value, a Value becomes text that tells everything apart.
import type { HeapObject, Ref, Value } from "#sim/programs/value.js";
import type { Heap } from "#sim/programs/builtins/heap.js";
import { Delegate, Raise } from "#sim/programs/builtins/heap.js";
import { setItems } from "#sim/programs/builtins/hash.js";

/** A heap that is just an array of objects. `edits` counts the calls of `edit`. */
export class TestHeap implements Heap {
  readonly objects: HeapObject[] = [];
  edits = 0;

  read(ref: Ref): Readonly<HeapObject> {
    return this.objects[ref.id];
  }

  edit(ref: Ref): HeapObject {
    this.edits += 1;
    return this.objects[ref.id];
  }

  make(object: HeapObject): Ref {
    this.objects.push(object);
    return { kind: "ref", id: this.objects.length - 1, of: object.kind };
  }
}

/** Reads the literals that `repr` writes, and calls like `set()`, `deque([1], maxlen=2)`, `slice(None, 2, None)`. */
class Reader {
  private at = 0;
  private readonly text: string;
  private readonly heap: Heap;

  constructor(heap: Heap, text: string) {
    this.heap = heap;
    this.text = text;
  }

  whole(): Value {
    const value = this.value();
    this.space();
    if (this.at < this.text.length) throw new Error(`rest of literal: ${this.text.slice(this.at)}`);
    return value;
  }

  private space(): void {
    while (this.text[this.at] === " ") this.at += 1;
  }

  private taken(token: string): boolean {
    this.space();
    if (!this.text.startsWith(token, this.at)) return false;
    this.at += token.length;
    return true;
  }

  private expect(token: string): void {
    if (!this.taken(token)) throw new Error(`${token} expected: ${this.text.slice(this.at)}`);
  }

  private match(pattern: RegExp): string | null {
    this.space();
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found === null) return null;
    this.at += found[0].length;
    return found[0];
  }

  private value(): Value {
    const number = this.match(/-?(?:\d+\.\d+(?:e[-+]\d+)?|\d+e[-+]\d+|inf|nan|\d+)/y);
    if (number !== null) return toNumber(number);
    const bytes = this.match(/b(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")/sy);
    if (bytes !== null) return { kind: "bytes", data: unquote(bytes.slice(1)) };
    const text = this.match(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/suy);
    if (text !== null) return unquote(text);
    const name = this.match(/[A-Za-z_]\w*/y);
    if (name !== null) return this.named(name);
    if (this.taken("[")) return this.heap.make({ kind: "list", items: this.items("]") });
    if (this.taken("(")) return this.parenthesised();
    this.expect("{");
    return this.braces();
  }

  private parenthesised(): Value {
    return { kind: "tuple", items: this.items(")") };
  }

  private items(end: string): Value[] {
    const items: Value[] = [];
    while (!this.taken(end)) {
      items.push(this.value());
      if (!this.taken(",")) {
        this.expect(end);
        break;
      }
    }
    return items;
  }

  private braces(): Value {
    if (this.taken("}")) return this.heap.make({ kind: "dict", entries: [] });
    const first = this.value();
    if (!this.taken(":")) {
      this.taken(",");
      return this.heap.make({ kind: "set", items: setItems(this.heap, [first, ...this.items("}")]) });
    }
    const entries: [Value, Value][] = [[first, this.value()]];
    while (this.taken(",")) {
      const key = this.value();
      this.expect(":");
      entries.push([key, this.value()]);
    }
    this.expect("}");
    return this.heap.make({ kind: "dict", entries });
  }

  private named(name: string): Value {
    const constant = constants.get(name);
    if (constant !== undefined) return constant;
    if (!this.taken("(")) return { kind: "type", name };
    if (name === "range" || name === "slice") return this.numbers(name);
    const args: Value[] = [];
    let maxlen: number | null = null;
    while (!this.taken(")")) {
      if (this.taken("maxlen=")) maxlen = Number(this.value());
      else args.push(this.value());
      this.taken(",");
    }
    return this.container(name, args, maxlen);
  }

  private numbers(name: "range" | "slice"): Value {
    const items = this.items(")");
    if (name === "slice") return { kind: "slice", start: items[0], stop: items[1], step: items[2] ?? null };
    const [start, stop, step] = items as bigint[];
    return { kind: "range", start, stop, step: step ?? 1n };
  }

  private container(name: string, args: readonly Value[], maxlen: number | null): Value {
    const last = args.at(-1);
    const object = last !== undefined && isRef(last) ? this.heap.read(last) : null;
    const items = object !== null && "items" in object ? [...object.items] : [];
    const entries = object?.kind === "dict" ? object.entries : [];
    switch (name) {
      case "set":
        return this.heap.make({ kind: "set", items: [] });
      case "frozenset":
        return { kind: "frozenset", items };
      case "deque":
        return this.heap.make({ kind: "deque", items, maxlen });
      case "Counter":
        return this.heap.make({ kind: "dict", entries, factory: "counter" });
      case "defaultdict":
        return this.heap.make({ kind: "dict", entries, factory: args[0] });
      case "dict_keys":
      case "dict_values":
      case "dict_items":
        return this.view(name, last ?? null);
      default:
        throw new Error(`unknown literal: ${name}`);
    }
  }

  /** In literals a view is written with its dict: `dict_keys({1: 2})`. */
  private view(name: "dict_keys" | "dict_values" | "dict_items", dict: Value): Value {
    const form = name === "dict_keys" ? "keys" : name === "dict_values" ? "values" : "pairs";
    return this.heap.make({ kind: "iterator", form, over: dict, index: 0 });
  }
}

const constants: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["None", null],
  ["True", true],
  ["False", false],
]);

function isRef(value: Value): value is Ref {
  return typeof value === "object" && value !== null && value.kind === "ref";
}

function toNumber(text: string): Value {
  if (/^-?\d+$/.test(text)) return BigInt(text);
  if (text.endsWith("inf")) return text.startsWith("-") ? -Infinity : Infinity;
  return text.endsWith("nan") ? NaN : Number(text);
}

const plainEscapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

function unquote(text: string): string {
  return text
    .slice(1, -1)
    .replace(/\\(?:x(..)|u(....)|U(.{8})|(.))/gsu, (_all, x?: string, u?: string, big?: string, char?: string) => {
      const code = x ?? u ?? big;
      if (code !== undefined) return String.fromCodePoint(parseInt(code, 16));
      return plainEscapes[char ?? ""] ?? char ?? "";
    });
}

export function read(heap: Heap, text: string): Value {
  return new Reader(heap, text).whole();
}

/** Text that is equal exactly for values of the same types and contents; sets in one order. */
export function plain(heap: Heap, value: Value): string {
  if (value === null || typeof value !== "object") return scalar(value);
  const all = (items: readonly Value[]): string => items.map((item) => plain(heap, item)).join(", ");
  switch (value.kind) {
    case "tuple":
      return `(${all(value.items)},)`;
    case "frozenset":
      return `frozenset(${value.items.map((item) => plain(heap, item)).sort().join(", ")})`; // prettier-ignore
    case "bytes":
      return `b${JSON.stringify(value.data)}`;
    case "range":
      return `range(${value.start}, ${value.stop}, ${value.step})`;
    case "slice":
      return `slice(${all([value.start, value.stop, value.step])})`;
    case "type":
      return `type ${value.name}`;
    case "ref":
      return plainObject(heap, heap.read(value), all);
    default:
      return value.kind;
  }
}

function scalar(value: null | boolean | bigint | number | string): string {
  if (typeof value === "bigint") return `${value}`;
  if (typeof value === "number") return Object.is(value, -0) ? "float -0" : `float ${value}`;
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

function plainObject(heap: Heap, object: Readonly<HeapObject>, all: (items: readonly Value[]) => string): string {
  switch (object.kind) {
    case "list":
      return `[${all(object.items)}]`;
    case "deque":
      return `deque(${object.maxlen}: ${all(object.items)})`;
    case "set":
      return `{${object.items.map((item) => plain(heap, item)).sort().join(", ")}}`; // prettier-ignore
    case "dict":
      return `dict ${object.factory === undefined ? "" : plain(heap, object.factory)}{${object.entries.map(([key, item]) => `${plain(heap, key)}: ${plain(heap, item)}`).join(", ")}}`;
    default:
      return object.kind;
  }
}

/** What `run` gives, as text; a Python exception as "TypeError: message". */
export function outcome(heap: Heap, run: () => Value): string {
  try {
    return plain(heap, run());
  } catch (error) {
    if (error instanceof Delegate) return `delegated to ${error.target}`;
    if (!(error instanceof Raise)) throw error;
    return exceptionText(heap, error.value);
  }
}

function exceptionText(heap: Heap, value: Value): string {
  if (typeof value !== "object" || value?.kind !== "exception") return "not a built-in exception";
  const [message] = value.args;
  if (message === undefined) return value.type;
  if (value.type === "KeyError") return `KeyError: ${plain(heap, message)}`;
  return value.args.length === 1
    ? `${value.type}: ${typeof message === "string" ? message : plain(heap, message)}`
    : value.type;
}
