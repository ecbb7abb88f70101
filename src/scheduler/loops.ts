/** `for`: iterators of built-in containers, generators, iterator classes of the program's own. */
import { raise_ } from "../programs/builtins/heap.js";
import { next } from "../programs/builtins/iteration.js";
import { lookupInClass, typeName } from "../programs/builtins/types.js";
import type { Value } from "../programs/value.js";
import { invoke, newFrame } from "./calls.js";
import { resume } from "./generators.js";
import { iterate } from "./intrinsics.js";
import type { Machine } from "./machine.js";

export function startIteration(m: Machine): void {
  const iterable = m.pop();
  invoke(m, iterate(m, iterable));
}

export function iterateOnce(m: Machine, to: number): void {
  const iterator = m.peek();
  if (iterator === null || typeof iterator !== "object" || iterator.kind !== "ref")
    raise_("TypeError", `'${typeName(m, iterator)}' object is not an iterator`);
  const object = m.read(iterator);
  if (object.kind === "generator") return resume(m, iterator, null, "for", to);
  if (object.kind === "instance") return iterateInstance(m, iterator, object.cls, to);
  if (object.kind === "iterator" && m.isSharedContainer(object.over))
    m.recorder.access?.(m, "read", { kind: "object", ref: object.over }, undefined, object.over);
  const item = next(m, iterator);
  if (item !== undefined) return m.push(item);
  m.pop();
  m.frame.pc = to;
}

/** An iterator class of the program's own: `__next__` raises StopIteration through a library helper that gives a marker. */
function iterateInstance(m: Machine, iterator: Value, cls: Value, to: number): void {
  const method = lookupInClass(m, cls, "__next__");
  if (method === undefined) raise_("TypeError", `'${typeName(m, iterator)}' object is not an iterator`);
  const helper = m.world.library.get("builtins._iterate");
  const callee = helper === undefined ? undefined : m.memory.global(helper);
  if (callee === undefined || callee === null || typeof callee !== "object" || callee.kind !== "function")
    raise_("TypeError", "iterator classes are not supported here");
  const frame = newFrame(m, callee, [iterator], {});
  const ref = m.make({ kind: "generator", form: "generator", frames: [frame], running: false, started: false });
  m.pop();
  m.push(ref);
  resume(m, ref, null, "for", to);
}
