/** Subscripts. (Provisional.) */
import type { Value } from "../value.js";
import type { Heap } from "./heap.js";
import { raise_ } from "./heap.js";
import { hashKey } from "./hash.js";
import { itemsOf } from "./iteration.js";
export function getItem(heap: Heap, object: Value, index: Value): Value {
  if (object !== null && typeof object === "object" && object.kind === "ref") {
    const o = heap.read(object);
    if (o.kind === "dict") { const e = o.entries.find(([k]) => hashKey(heap, k) === hashKey(heap, index)); if (e === undefined) raise_("KeyError", index); return e[1]; }
  }
  const items = itemsOf(heap, object);
  if (items === null || typeof index !== "bigint") raise_("TypeError", "not subscriptable");
  const v = items.at(Number(index));
  if (v === undefined) raise_("IndexError", "list index out of range");
  return v;
}
export function setItem(heap: Heap, object: Value, index: Value, value: Value): void {
  if (object === null || typeof object !== "object" || object.kind !== "ref") raise_("TypeError", "no item assignment");
  const o = heap.edit(object);
  if (o.kind === "dict") { const e = o.entries.find(([k]) => hashKey(heap, k) === hashKey(heap, index)); if (e === undefined) o.entries.push([index, value]); else e[1] = value; }
  else if (o.kind === "list" && typeof index === "bigint") o.items[Number(index < 0n ? index + BigInt(o.items.length) : index)] = value;
}
export function deleteItem(heap: Heap, object: Value, index: Value): void {
  if (object === null || typeof object !== "object" || object.kind !== "ref") raise_("TypeError", "no item deletion");
  const o = heap.edit(object);
  if (o.kind === "dict") o.entries = o.entries.filter(([k]) => hashKey(heap, k) !== hashKey(heap, index));
  else if (o.kind === "list") o.items.splice(Number(index), 1);
}
