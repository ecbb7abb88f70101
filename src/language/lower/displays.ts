/** Tuples, lists, sets and dicts, with and without unpacking. */
import type { Expression, Span } from "../syntax.js";
import type { Frame } from "./context.js";

export function lowerDisplay(
  frame: Frame,
  kind: "Tuple" | "List" | "Set",
  items: readonly Expression[],
  span: Span,
): void {
  if (items.some((item) => item.kind === "Starred")) return lowerSpreadDisplay(frame, kind, items, span);
  for (const item of items) frame.expression(item);
  const op = kind === "Tuple" ? "TUPLE" : kind === "List" ? "LIST" : "SET";
  frame.emit({ op, count: items.length }, span);
}

function lowerSpreadDisplay(
  frame: Frame,
  kind: "Tuple" | "List" | "Set",
  items: readonly Expression[],
  span: Span,
): void {
  frame.emit({ op: kind === "Set" ? "SET" : "LIST", count: 0 }, span);
  for (const item of items) {
    frame.expression(item);
    const spread = item.kind === "Starred";
    if (kind === "Set") frame.emit({ op: spread ? "EXTEND_SET" : "ADD_SET", depth: 1 }, item.span);
    else frame.emit({ op: spread ? "EXTEND_LIST" : "ADD_LIST", depth: 1 }, item.span);
  }
  if (kind === "Tuple") frame.emit({ op: "LIST_TO_TUPLE" }, span);
}

/** The items as a tuple, whether or not some are starred. */
export function lowerTuple(frame: Frame, items: readonly Expression[], span: Span): void {
  lowerDisplay(frame, "Tuple", items, span);
}

export function lowerDict(frame: Frame, expr: Extract<Expression, { kind: "Dict" }>): void {
  const { entries, span } = expr;
  if (entries.every((entry) => entry.key !== null)) {
    for (const { key, value } of entries) {
      if (key !== null) frame.expression(key);
      frame.expression(value);
    }
    return frame.emit({ op: "MAP", count: entries.length }, span);
  }
  frame.emit({ op: "MAP", count: 0 }, span);
  for (const { key, value } of entries) {
    if (key !== null) frame.expression(key);
    frame.expression(value);
    frame.emit({ op: key === null ? "UPDATE_MAP" : "ADD_MAP", depth: 1 }, value.span);
  }
}
