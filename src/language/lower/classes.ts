/** Class bodies: run in the frame around them, with hidden locals for the class's names, which CLASS collects. */
import type { ClassDef } from "../syntax.js";
import type { Frame } from "./context.js";
import { classBody, isDataclassDecorator } from "./dataclass.js";
import { scopeOf } from "./functions.js";
import { mangled } from "./scope.js";
import { storeName } from "./targets.js";

export function lowerClassDef(frame: Frame, node: ClassDef): void {
  lowerClassValue(frame, node);
  storeName(frame, node.name, node.nameSpan);
}

/** Leaves the (decorated) class on the stack. */
export function lowerClassValue(frame: Frame, node: ClassDef): void {
  const decorators = node.decorators.filter(
    (decorator) => !isDataclassDecorator(decorator) && !isKnownDecorator(decorator),
  );
  for (const decorator of decorators) frame.expression(decorator);
  const scope = scopeOf(frame, node);
  const bases = node.bases.filter((base) => !isMarker(base));
  for (const base of bases) frame.expression(base);
  frame.within(scope, () => frame.body(classBody(node)));
  const names: string[] = [];
  for (const [name, slot] of scope.bound) {
    names.push(mangled(scope, name));
    frame.constant(mangled(scope, name), node.nameSpan);
    frame.load(slot, node.nameSpan);
  }
  frame.emit({ op: "CLASS", name: node.name, bases: bases.length, names }, node.nameSpan);
  for (const decorator of [...decorators].reverse()) frame.call(1, decorator.span);
}

/** Bases that mean something to type checkers only. */
function isMarker(base: ClassDef["bases"][number]): boolean {
  const name =
    base.kind === "Name" ? base.id : base.kind === "Attribute" ? base.name : base.kind === "Subscript" ? "Generic" : "";
  return name === "ABC" || name === "Protocol" || name === "Generic" || name === "object" || name === "NamedTuple";
}

function isKnownDecorator(decorator: ClassDef["decorators"][number]): boolean {
  const name = decorator.kind === "Name" ? decorator.id : decorator.kind === "Attribute" ? decorator.name : "";
  return name === "final" || name === "total_ordering" || name === "runtime_checkable";
}
