/** `json.dumps` and `json.loads`. */
import type { Dict, Value } from "../value.js";
import { floatRepr } from "./float-text.js";
import type { Heap } from "./heap.js";
import { raise_ } from "./heap.js";
import { itemsOf } from "./iteration.js";
import { truth } from "./operators.js";
import { ordered } from "./compare.js";
import { fn } from "./signature.js";
import type { FunctionEntry, Given } from "./signature.js";
import { typeInMessage } from "./type-words.js";
import { integerOf, isKind, makeList, objectOf } from "./values.js";

interface Style {
  readonly indent: string | null;
  readonly item: string;
  readonly key: string;
  readonly sorted: boolean;
  readonly ascii: boolean;
}

function styleOf(heap: Heap, [, indent, separators, sorted, ascii]: Given): Style {
  const spaces = integerOf(indent);
  const text = typeof indent === "string" ? indent : spaces === null ? null : " ".repeat(Math.max(0, Number(spaces)));
  const [item, key] = isKind(separators, "tuple") ? separators.items : [text === null ? ", " : ",", ": "];
  return {
    indent: text,
    item: typeof item === "string" ? item : ", ",
    key: typeof key === "string" ? key : ": ",
    sorted: sorted !== undefined && truth(heap, sorted),
    ascii: ascii === undefined || truth(heap, ascii),
  };
}

function quoted(text: string, ascii: boolean): string {
  const json = JSON.stringify(text);
  return ascii
    ? json.replace(/[\x7f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`)
    : json;
}

function scalar(value: Value, ascii: boolean): string | null {
  if (value === null) return "null";
  if (typeof value === "boolean" || typeof value === "bigint") return String(value);
  if (typeof value === "string") return quoted(value, ascii);
  if (typeof value !== "number") return null;
  return Number.isFinite(value) ? floatRepr(value) : Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
}

function dump(heap: Heap, value: Value, style: Style, outer: readonly number[]): string {
  const simple = scalar(value, style.ascii);
  if (simple !== null) return simple;
  const object = objectOf(heap, value);
  if (object?.kind !== "dict" && object?.kind !== "list" && !isKind(value, "tuple"))
    raise_("TypeError", `Object of type ${typeInMessage(heap, value)} is not JSON serializable`);
  const id = isKind(value, "ref") ? value.id : null;
  if (id !== null && outer.includes(id)) raise_("ValueError", "Circular reference detected");
  const open = id === null ? outer : [...outer, id];
  if (object?.kind === "dict") return enclosed("{", dumpEntries(heap, object, style, open), "}", style, outer.length);
  return enclosed(
    "[",
    (itemsOf(heap, value) ?? []).map((item) => dump(heap, item, style, open)),
    "]",
    style,
    outer.length,
  );
}

function enclosed(left: string, parts: readonly string[], right: string, style: Style, depth: number): string {
  if (parts.length === 0) return left + right;
  if (style.indent === null) return left + parts.join(style.item) + right;
  const line = `\n${style.indent.repeat(depth + 1)}`;
  return `${left}${line}${parts.join(style.item + line)}\n${style.indent.repeat(depth)}${right}`;
}

function dumpEntries(heap: Heap, dict: Readonly<Dict>, style: Style, open: readonly number[]): string[] {
  const entries = [...dict.entries];
  if (style.sorted) entries.sort(([a], [b]) => (ordered(heap, "<", a, b) ? -1 : ordered(heap, "<", b, a) ? 1 : 0));
  return entries.map(
    ([key, value]) => `${quoted(keyText(heap, key, style), style.ascii)}${style.key}${dump(heap, value, style, open)}`,
  );
}

function keyText(heap: Heap, key: Value, style: Style): string {
  if (typeof key === "string") return key;
  return (
    scalar(key, style.ascii) ??
    raise_("TypeError", `keys must be str, int, float, bool or None, not ${typeInMessage(heap, key)}`)
  );
}

const number = /^-?(?:0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?/;

/** Reads one JSON text. JSON.parse would lose ints. */
class Reader {
  private at = 0;
  private readonly heap: Heap;
  private readonly text: string;

  constructor(heap: Heap, text: string) {
    this.heap = heap;
    this.text = text;
  }

  whole(): Value {
    const value = this.value();
    this.space();
    if (this.at < this.text.length) this.fail("Extra data");
    return value;
  }

  private fail(what: string, at = this.at): never {
    const before = this.text.slice(0, at).split("\n");
    const column = before[before.length - 1].length + 1;
    return raise_("json.JSONDecodeError", `${what}: line ${before.length} column ${column} (char ${at})`);
  }

  private space(): void {
    while (" \t\r\n".includes(this.text[this.at] ?? "x")) this.at += 1;
  }

  private took(token: string): boolean {
    if (!this.text.startsWith(token, this.at)) return false;
    this.at += token.length;
    return true;
  }

  private value(): Value {
    this.space();
    const next = this.text[this.at];
    if (next === '"') return this.string();
    if (this.took("{")) return this.object();
    if (this.took("[")) return this.array();
    for (const [word, value] of [
      ["null", null],
      ["true", true],
      ["false", false],
      ["NaN", NaN],
      ["Infinity", Infinity],
      ["-Infinity", -Infinity],
    ] as const)
      if (this.took(word)) return value;
    const match = number.exec(this.text.slice(this.at));
    if (match === null) return this.fail("Expecting value");
    this.at += match[0].length;
    return match[1] === undefined && match[2] === undefined ? BigInt(match[0]) : Number(match[0]);
  }

  private string(): string {
    const match = /^"(?:[^"\\\0-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/.exec(this.text.slice(this.at));
    if (match === null) return this.fail("Unterminated string starting at");
    this.at += match[0].length;
    return String(JSON.parse(match[0]));
  }

  private array(): Value {
    const items: Value[] = [];
    this.space();
    if (this.took("]")) return makeList(this.heap, items);
    for (;;) {
      items.push(this.value());
      this.space();
      if (this.took("]")) return makeList(this.heap, items);
      if (!this.took(",")) this.fail("Expecting ',' delimiter");
    }
  }

  private object(): Value {
    const entries = new Map<string, Value>();
    this.space();
    if (!this.took("}")) this.entries(entries);
    return this.heap.make({ kind: "dict", entries: [...entries] });
  }

  private entries(into: Map<string, Value>): void {
    for (;;) {
      this.space();
      if (this.text[this.at] !== '"') this.fail("Expecting property name enclosed in double quotes");
      const key = this.string();
      this.space();
      if (!this.took(":")) this.fail("Expecting ':' delimiter");
      into.set(key, this.value());
      this.space();
      if (this.took("}")) return;
      if (!this.took(",")) this.fail("Expecting ',' delimiter");
    }
  }
}

function loads(heap: Heap, value: Value): Value {
  if (typeof value !== "string")
    raise_("TypeError", `the JSON object must be str, bytes or bytearray, not ${typeInMessage(heap, value)}`);
  return new Reader(heap, value).whole();
}

export const jsonFunctions: Readonly<Record<string, FunctionEntry>> = {
  dumps: fn(1, 1, (heap, args) => dump(heap, args[0], styleOf(heap, args), []), [
    "obj",
    "indent",
    "separators",
    "sort_keys",
    "ensure_ascii",
  ]),
  loads: fn(1, 1, (heap, [text]) => loads(heap, text), ["s"]),
};
