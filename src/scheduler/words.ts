/** The words of primitives: `{self}`, `{self._holder}` in them are replaced by what the reader knows these by. */
import { repr } from "../programs/builtins/text.js";
import { isKind, readAs } from "../programs/builtins/values.js";
import type { Value } from "../programs/value.js";
import type { Machine } from "./machine.js";
import { nameOf } from "./naming.js";

export function fillWords(m: Machine, words: string): string {
  return words.replace(/\{([A-Za-z_][\w.]*)\}/g, (_, path: string) => show(m, path));
}

function show(m: Machine, path: string): string {
  const [first, ...rest] = path.split(".");
  let value: Value | undefined = m.frame.locals[m.codeOf(m.frame).locals.indexOf(first)];
  for (const name of rest) value = attribute(m, value, name);
  if (value === undefined) return path;
  const last = rest[rest.length - 1] ?? first;
  if (typeof value === "string" && /_(waiting|state|name)$/.test(last)) return value;
  if (typeof value === "bigint" && /(_holder|_owner|_unit)$/.test(last)) return m.memory.unitName(Number(value));
  return isKind(value, "ref") ? nameOf(m, value) : repr(m, value);
}

function attribute(m: Machine, value: Value | undefined, name: string): Value | undefined {
  if (isKind(value, "tuple")) return value.items[Number(name)];
  const attributes = readAs(m, value, "instance")?.attributes ?? {};
  return Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}
