/** `NAME[i].local` and `NAME.local` in a property: a local variable of a unit. */
import type { Expression } from "../syntax.js";
import type { Frame } from "./context.js";

/** False: the attribute is an ordinary one. */
export function lowerUnitLocal(frame: Frame, expr: Extract<Expression, { kind: "Attribute" }>): boolean {
  if (!inProperty(frame)) return false;
  const { object, name, span } = expr;
  const unit = object.kind === "Subscript" ? object.object : object;
  if (unit.kind !== "Name" || frame.variable(unit.id).kind !== "global") return false;
  const template = frame.program.template(unit.id);
  if (template < 0) return false;
  if (object.kind === "Subscript") frame.expression(object.index);
  frame.program.observe(template, name);
  frame.emit({ op: "UNIT_LOCAL", template, indexed: object.kind === "Subscript", name }, span);
  return true;
}

/** Also within a generator expression or lambda of a property. */
function inProperty(frame: Frame): boolean {
  for (let scope: Frame["scope"] | null = frame.scope; scope !== null; scope = scope.parent) {
    if (scope.kind === "function" && "frameOf" in scope.node) return true;
  }
  return false;
}
