/** Syntax trees with parts replaced. */
import { kindOf } from "../lower/nodes.js";

const places: ReadonlySet<string> = new Set(["span", "nameSpan", "valueSpan"]);

/** The part with its children as `change` gives them: nodes, lists of nodes, and the records between. Its places stay. */
export function withChildren<T extends object>(part: T, change: (child: object, key: string) => object): T {
  if (kindOf(part) === "Constant") return part;
  const entries = Object.entries(part).map(([key, value]: [string, unknown]) => [
    key,
    places.has(key) || value === null || typeof value !== "object" ? value : change(value, key),
  ]);
  return (Array.isArray(part) ? entries.map(([, value]) => value) : Object.fromEntries(entries)) as T;
}

/** Every part for which `replacement` has another one replaced by it; nothing inside of these is looked at. */
export function replaced<T extends object>(part: T, replacement: (node: object) => object | null): T {
  return (replacement(part) ?? withChildren(part, (child) => replaced(child, replacement))) as T;
}
