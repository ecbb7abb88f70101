/** What was probably meant by the name of an attribute that an object does not have. */
import { methodNames } from "../programs/builtins/index.js";
import { isKind } from "../programs/builtins/values.js";
import { suggest } from "../programs/suggest.js";
import type { Value } from "../programs/value.js";
import { shortName } from "../scheduler/exception-text.js";
import type { State } from "../scheduler/state.js";

/** A hint for an AttributeError with that text, as CPython has one in its traceback; null if nothing is near. */
export function misspelt(text: string, { heap }: State): string | null {
  const [, type, name] = /'(\w+)' object has no attribute '(\w+)'/.exec(text) ?? [];
  if (name === undefined) return null;
  const known = new Set(methodNames(type));
  const isIt = (cls: Value): boolean => {
    const object = isKind(cls, "ref") ? heap[cls.id] : null;
    return object?.kind === "class" && shortName(object.name) === type;
  };
  const collect = (cls: Value): void => {
    const object = isKind(cls, "ref") ? heap[cls.id] : null;
    if (object?.kind !== "class") return;
    for (const own of Object.keys(object.attributes)) known.add(own);
    object.bases.forEach(collect);
  };
  for (const object of heap) {
    if (object.kind !== "instance" || !isIt(object.cls)) continue;
    for (const own of Object.keys(object.attributes)) known.add(own);
    collect(object.cls);
  }
  const meant = suggest(name, [...known].filter((each) => !each.startsWith("_")).sort());
  return meant === null ? null : `Did you mean \`${meant}\`?`;
}
