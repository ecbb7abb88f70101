/** What was probably meant by the name of an attribute that an object does not have. */
import { methodNames } from "../programs/builtins/index.js";
import { isKind } from "../programs/builtins/values.js";
import { suggest } from "../programs/suggest.js";
import type { ClassObject, Value } from "../programs/value.js";
import { shortName } from "../scheduler/exception-text.js";
import type { State } from "../scheduler/state.js";

/** A hint for an AttributeError with that text, as CPython has one in its traceback; null if nothing is near, or for another text. */
export function misspelt(text: string, after: () => State): string | null {
  const [, type, name] = /'(\w+)' object has no attribute '(\w+)'/.exec(text) ?? [];
  if (name === undefined) return null;
  const { heap } = after();
  const classOf = (cls: Value): ClassObject | null => {
    const object = isKind(cls, "ref") ? heap[cls.id] : null;
    return object?.kind === "class" ? object : null;
  };
  const known = new Set(methodNames(type));
  const collect = (cls: ClassObject | null): void => {
    for (const own of Object.keys(cls?.attributes ?? {})) known.add(own);
    for (const base of cls?.bases ?? []) collect(classOf(base));
  };
  for (const object of heap) {
    const cls = object.kind === "instance" ? classOf(object.cls) : null;
    if (object.kind !== "instance" || cls === null || shortName(cls.name) !== type) continue;
    for (const own of Object.keys(object.attributes)) known.add(own);
    collect(cls);
  }
  const meant = suggest(name, [...known].filter((each) => !each.startsWith("_")).sort());
  return meant === null ? null : `Did you mean \`${meant}\`?`;
}
