/** `for`: iterators of built-in containers, generators, iterator classes of the program's own. */
import { raise_ } from "../programs/builtins/heap.js";
import { next } from "../programs/builtins/iteration.js";
import { typeName } from "../programs/builtins/types.js";
import { isKind } from "../programs/builtins/values.js";
import type { Value } from "../programs/value.js";
import { specialMethod } from "./attributes.js";
import { call, invoke } from "./calls.js";
import { resume } from "./generators.js";
import { iterate } from "./intrinsics.js";
import type { Machine } from "./machine.js";
import { endLoop } from "./returning.js";

export function startIteration(m: Machine): void {
  const iterable = m.pop();
  invoke(m, iterate(m, iterable));
}

export function iterateOnce(m: Machine, to: number): void {
  const iterator = m.peek();
  const own = specialMethod(m, iterator, "__next__");
  if (own !== null) return call(m, own, [], {}, { kind: "for" });
  if (!isKind(iterator, "ref")) return notIterator(m, iterator);
  const object = m.read(iterator);
  if (object.kind === "generator") return resume(m, iterator, null, { by: "for", to });
  if (object.kind !== "iterator") return notIterator(m, iterator);
  if (m.isSharedContainer(object.over))
    m.recorder.access?.(m, "read", { kind: "object", ref: object.over }, undefined, object.over);
  const item = next(m, iterator);
  if (item === undefined) endLoop(m);
  else m.push(item);
}

function notIterator(m: Machine, value: Value): never {
  raise_("TypeError", `iter() returned non-iterator of type '${typeName(m, value)}'`);
}
