/** Methods of dict, and of its kinds defaultdict and Counter. */
import type { Dict, Value } from "../value.js";
import { allOf } from "./delegation.js";
import { entryIndex, hashKey } from "./hash.js";
import type { Heap, Keywords } from "./heap.js";
import { raise_ } from "./heap.js";
import { checkSize } from "./iteration.js";
import type { ViewForm } from "./iteration.js";
import { binary, truth } from "./operators.js";
import { pairsOf } from "./pairs.js";
import { countOf, merged } from "./set-algebra.js";
import { python, reads, writes } from "./signature.js";
import type { Given, Given1, MethodBody, MethodEntry } from "./signature.js";
import { indexArgument } from "./slices.js";
import { mostCommon } from "./text.js";
import { editAs, makeList, objectOf, readAs, tuple } from "./values.js";

type Entries = readonly (readonly [Value, Value])[];

function look(heap: Heap, self: Value): Readonly<Dict> {
  const dict = readAs(heap, self, "dict");
  if (dict === null) throw new RangeError("bug in builtins: not a dict");
  return dict;
}

function find(heap: Heap, self: Value, key: Value): number {
  hashKey(heap, key);
  return entryIndex(heap, look(heap, self).entries, key);
}

function edit(heap: Heap, self: Value): Dict {
  return editAs(heap, self, "dict");
}

function view(form: ViewForm): MethodEntry {
  return reads(0, 0, (heap, self) => heap.make({ kind: "iterator", form, over: self, index: 0 }));
}

function keywordPairs(keywords: Keywords): [Value, Value][] {
  return Object.entries(keywords);
}

/** What `dict(…)` and `update` take: at most one mapping or iterable, and keywords. */
export function givenPairs(heap: Heap, args: Given, keywords: Keywords): [Value, Value][] {
  const first = args[0] === undefined ? [] : pairsOf(heap, args[0]);
  return [...first, ...keywordPairs(keywords)];
}

function update(heap: Heap, self: Value, args: Given, keywords: Keywords): Value {
  const entries = merged(heap, look(heap, self).entries, givenPairs(heap, args, keywords));
  edit(heap, self).entries = entries;
  return null;
}

function pop(heap: Heap, self: Value, [key, fallback]: Given1): Value {
  const index = look(heap, self).entries.length === 0 ? -1 : find(heap, self, key);
  if (index < 0) return fallback === undefined ? raise_("KeyError", key) : fallback;
  return edit(heap, self).entries.splice(index, 1)[0][1];
}

function popItem(heap: Heap, self: Value, [last]: Given): Value {
  const { length } = look(heap, self).entries;
  if (length === 0) raise_("KeyError", "popitem(): dictionary is empty");
  const at = last !== undefined && !truth(heap, last) ? 0 : length - 1;
  const [key, value] = edit(heap, self).entries.splice(at, 1)[0];
  return tuple(key, value);
}

function setDefault(heap: Heap, self: Value, [key, fallback = null]: Given1): Value {
  const index = find(heap, self, key);
  if (index >= 0) return look(heap, self).entries[index][1];
  edit(heap, self).entries.push([key, fallback]);
  return fallback;
}

/** Moves a key to an end (OrderedDict). */
function moveToEnd(heap: Heap, self: Value, [key, last]: Given1): Value {
  const index = find(heap, self, key);
  if (index < 0) raise_("KeyError", key);
  const { entries } = edit(heap, self);
  const [entry] = entries.splice(index, 1);
  if (last !== undefined && !truth(heap, last)) entries.unshift(entry);
  else entries.push(entry);
  return null;
}

export const dictMethods: Readonly<Record<string, MethodEntry>> = {
  clear: writes(0, 0, (heap, self) => {
    edit(heap, self).entries = [];
    return null;
  }),
  copy: reads(0, 0, (heap, self) => {
    const { entries, factory } = look(heap, self);
    const copied = entries.map(([key, value]): [Value, Value] => [key, value]);
    return heap.make(
      factory === undefined ? { kind: "dict", entries: copied } : { kind: "dict", entries: copied, factory },
    );
  }),
  get: reads(1, 2, (heap, self, [key, fallback = null]) => {
    const index = find(heap, self, key);
    return index < 0 ? fallback : look(heap, self).entries[index][1];
  }),
  items: view("pairs"),
  keys: view("keys"),
  values: view("values"),
  pop: writes(1, 2, pop),
  popitem: writes(0, 0, popItem, ["last"]),
  setdefault: writes(1, 2, setDefault),
  update: writes(0, 1, update, ["**"]),
  move_to_end: writes(1, 2, moveToEnd, ["key", "last"]),
};

/** `dict.fromkeys(iterable, value)`. */
export function fromKeys(heap: Heap, [keys, value = null]: Given1): Value {
  const pairs = allOf(heap, keys).map((key): [Value, Value] => [key, value]);
  return heap.make({ kind: "dict", entries: merged(heap, [], pairs) });
}

// --- Counter --------------------------------------------------------------------------------------------------------

/** What `Counter(…)` and its `update` count: the items of an iterable, or the counts of a mapping and of keywords. */
export function givenCounts(heap: Heap, args: Given, keywords: Keywords): [Value, Value][] {
  const [source] = args;
  const from = objectOf(heap, source);
  const counts: [Value, Value][] =
    source === undefined || source === null
      ? []
      : from?.kind === "dict"
        ? pairsOf(heap, source)
        : allOf(heap, source).map((item) => [item, 1n]);
  return [...counts, ...keywordPairs(keywords)];
}

export function countAll(
  heap: Heap,
  start: Entries,
  counts: readonly [Value, Value][],
  op: "+" | "-",
): [Value, Value][] {
  const byKey = new Map<string, [Value, Value]>(start.map(([key, value]) => [hashKey(heap, key), [key, value]]));
  for (const [key, count] of counts) {
    const text = hashKey(heap, key);
    const entry = byKey.get(text) ?? [key, 0n];
    entry[1] = binary(heap, op, entry[1], count, false);
    byKey.set(text, entry);
  }
  return [...byKey.values()];
}

function countInto(op: "+" | "-"): MethodEntry {
  const run: MethodBody = (heap, self, args, keywords) => {
    const entries = countAll(heap, look(heap, self).entries, givenCounts(heap, args, keywords), op);
    edit(heap, self).entries = entries;
    return null;
  };
  return python(writes(0, 1, run, ["**"]));
}

function mostCommonItems(heap: Heap, self: Value, [count]: Given): Value {
  const sorted = mostCommon(look(heap, self).entries.map(([key, value]) => [key, value])).map(([key, value]) =>
    tuple(key, value),
  );
  if (count === undefined || count === null) return makeList(heap, sorted);
  const size = indexArgument(heap, count);
  return makeList(heap, sorted.slice(0, size < 0n ? 0 : Number(size)));
}

function elements(heap: Heap, self: Value): Value {
  const { entries } = look(heap, self);
  checkSize(entries.reduce((sum, [, count]) => sum + countOf(count), 0n));
  const items = entries.flatMap(([key, count]) =>
    Array.from({ length: Math.max(0, Number(countOf(count))) }, () => key),
  );
  return heap.make({ kind: "iterator", form: "items", over: tuple(...items), index: 0 });
}

/** Methods that a Counter has besides, or instead of, those of dict. */
export const counterMethods: Readonly<Record<string, MethodEntry>> = {
  update: countInto("+"),
  subtract: countInto("-"),
  most_common: python(reads(0, 1, mostCommonItems, ["n"])),
  elements: python(reads(0, 0, elements)),
  total: python(
    reads(0, 0, (heap, self) =>
      look(heap, self).entries.reduce<Value>((sum, [, count]) => binary(heap, "+", sum, count, false), 0n),
    ),
  ),
};
