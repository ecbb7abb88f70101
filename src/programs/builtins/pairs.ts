/** Keys with values, from what `dict(…)` and `update(…)` accept: a dict, or an iterable of pairs. */
import type { Value } from "../value.js";
import { PythonNeeded, allOf } from "./delegation.js";
import { hashKey } from "./hash.js";
import type { Heap } from "./heap.js";
import { raise_ } from "./heap.js";
import { itemsOf, iteratesInPython } from "./iteration.js";
import { readAs } from "./values.js";

export function pairsOf(heap: Heap, value: Value): [Value, Value][] {
  const dict = readAs(heap, value, "dict");
  if (dict !== null) return dict.entries.map(([key, item]) => [key, item]);
  return allOf(heap, value).map((item, index) => pair(heap, item, index));
}

function pair(heap: Heap, item: Value, index: number): [Value, Value] {
  const parts = itemsOf(heap, item);
  if (parts === null && iteratesInPython(heap, item)) throw new PythonNeeded();
  if (parts === null) raise_("TypeError", `cannot convert dictionary update sequence element #${index} to a sequence`);
  if (parts.length !== 2)
    raise_("ValueError", `dictionary update sequence element #${index} has length ${parts.length}; 2 is required`);
  hashKey(heap, parts[0]);
  return [parts[0], parts[1]];
}
