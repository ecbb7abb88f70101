/** Making containers, adding to them, taking them apart, text of values. */
import { raise_ } from "../programs/builtins/heap.js";
import { hashKey } from "../programs/builtins/hash.js";
import { itemsOf, iteratesInPython } from "../programs/builtins/iteration.js";
import { format, repr, str } from "../programs/builtins/text.js";
import { typeName } from "../programs/builtins/types.js";
import { editAs } from "../programs/builtins/values.js";
import type { Instruction } from "../programs/code.js";
import type { Value } from "../programs/value.js";
import { specialMethod, textHook } from "./attributes.js";
import { call } from "./calls.js";
import type { Machine } from "./machine.js";

export type ContainerInstruction = Extract<
  Instruction,
  {
    op:
      | "SLICE"
      | "TUPLE"
      | "LIST"
      | "SET"
      | "MAP"
      | "ADD_LIST"
      | "ADD_SET"
      | "ADD_MAP"
      | "EXTEND_LIST"
      | "EXTEND_SET"
      | "UPDATE_MAP"
      | "LIST_TO_TUPLE"
      | "UNPACK"
      | "JOIN"
      | "FORMAT";
  }
>;

export function executeContainer(m: Machine, i: ContainerInstruction): void {
  switch (i.op) {
    case "SLICE": {
      const [start, stop, step] = m.popMany(3);
      return m.push({ kind: "slice", start, stop, step });
    }
    case "TUPLE":
      return m.push({ kind: "tuple", items: m.popMany(i.count) });
    case "LIST":
      return m.push(m.make({ kind: "list", items: m.popMany(i.count) }));
    case "SET":
      return call(m, { kind: "builtin", name: "set" }, [{ kind: "tuple", items: m.popMany(i.count) }]);
    case "MAP":
      return makeMap(m, m.popMany(2 * i.count));
    case "ADD_LIST":
    case "ADD_SET":
    case "ADD_MAP":
    case "EXTEND_LIST":
    case "EXTEND_SET":
    case "UPDATE_MAP":
      return addTo(m, i.op, i.depth);
    case "LIST_TO_TUPLE": {
      const list = m.pop();
      return m.push({ kind: "tuple", items: itemsOf(m, list) ?? [] });
    }
    case "UNPACK":
      return unpack(m, i.count, i.star);
    case "JOIN":
      return m.push(m.popMany(i.count).map(textOf).join(""));
    case "FORMAT":
      return formatValue(m, i.conversion, i.spec);
  }
}

function makeMap(m: Machine, parts: readonly Value[]): void {
  const ref = m.make({ kind: "dict", entries: [] });
  m.push(ref);
  for (let i = 0; i < parts.length; i += 2) putEntry(m, ref, parts[i], parts[i + 1]);
}

function putEntry(m: Machine, dict: Value, key: Value, value: Value): void {
  const text = hashKey(m, key);
  const { entries } = editAs(m, dict, "dict");
  const entry = entries.find(([known]) => hashKey(m, known) === text);
  if (entry === undefined) entries.push([key, value]);
  else entry[1] = value;
}

const builtinFor = {
  ADD_SET: "set.add",
  EXTEND_SET: "set.update",
  UPDATE_MAP: "dict.update",
  EXTEND_LIST: "list.extend",
  ADD_LIST: "list.append",
} as const;

function addTo(
  m: Machine,
  op: "ADD_LIST" | "ADD_SET" | "ADD_MAP" | "EXTEND_LIST" | "EXTEND_SET" | "UPDATE_MAP",
  depth: number,
): void {
  const item = m.pop();
  if (op === "ADD_MAP") {
    const key = m.pop();
    return putEntry(m, m.peek(depth), key, item);
  }
  const container = m.peek(depth);
  call(m, { kind: "builtin", name: builtinFor[op] }, [container, item], {}, { kind: "discard" });
}

function unpack(m: Machine, count: number, star: number): void {
  const value = m.peek();
  const items = itemsOf(m, value);
  if (items === null) {
    if (!iteratesInPython(m, value)) raise_("TypeError", `cannot unpack non-iterable ${typeName(m, value)} object`);
    m.pop();
    m.frame.pc -= 1;
    return call(m, { kind: "type", name: "list" }, [value]);
  }
  if (m.isSharedContainer(value)) m.recorder.access?.(m, "read", { kind: "object", ref: value }, undefined, value);
  m.pop();
  if (star < 0) {
    if (items.length < count)
      raise_("ValueError", `not enough values to unpack (expected ${count}, got ${items.length})`);
    if (items.length > count) raise_("ValueError", `too many values to unpack (expected ${count})`);
    for (let i = count - 1; i >= 0; i--) m.push(items[i]);
    return;
  }
  if (items.length < count - 1)
    raise_("ValueError", `not enough values to unpack (expected at least ${count - 1}, got ${items.length})`);
  const after = count - star - 1;
  const parts: Value[] = [
    ...items.slice(0, star),
    m.make({ kind: "list", items: items.slice(star, items.length - after) }),
    ...items.slice(items.length - after),
  ];
  for (let i = parts.length - 1; i >= 0; i--) m.push(parts[i]);
}

function formatValue(m: Machine, conversion: "r" | "s" | "a" | null, spec: boolean): void {
  const specText = spec ? m.pop() : "";
  const value = m.pop();
  const own = conversion === null ? specialMethod(m, value, "__format__") : null;
  if (own !== null) return call(m, own, [specText]);
  const hook = textHook(m, value, conversion === "r" || conversion === "a" ? "__repr__" : "__str__");
  if (hook !== null && (conversion !== null || specText === ""))
    return call(m, hook, [], {}, { kind: "argument", callee: "format", at: 0, values: [specText], keywords: {} });
  const text = conversion === "r" || conversion === "a" ? repr(m, value) : conversion === "s" ? str(m, value) : null;
  m.push(format(m, text ?? value, typeof specText === "string" ? specText : ""));
}

/** The parts of an f-string are text already. */
function textOf(part: Value): string {
  return typeof part === "string" ? part : "";
}
