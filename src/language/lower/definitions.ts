/** Module-level declarations: evaluated, and given their names. */
import type { Code } from "../../programs/code.js";
import type { Declaration } from "../syntax.js";
import { lowerClassDef } from "./classes.js";
import type { Frame } from "./context.js";
import { lowerFunctionDef, type FunctionShape } from "./functions.js";
import { storeName } from "./targets.js";

/** Evaluates a declaration and gives it its name. */
export function define(frame: Frame, node: Declaration): void {
  switch (node.kind) {
    case "Const":
    case "Shared":
      frame.expression(node.value);
      return storeName(frame, node.name, node.nameSpan);
    case "FunctionDef":
      return lowerFunctionDef(frame, node);
    case "ClassDef":
      return lowerClassDef(frame, node);
    default:
      return;
  }
}

/** The name of codes that define members of the library. */
export const LIBRARY = "<library>";

/** Of a code that no text spells. */
export function shapeOf(kind: Code["kind"], name: string): FunctionShape {
  return { kind, name, async: false, span: { start: 0, end: 0 }, params: [], doc: null };
}
