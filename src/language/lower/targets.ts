/** Where values go: assignment, augmented assignment, deletion, unpacking. */
import type { BinaryOperator, Expression, Span } from "../syntax.js";
import type { Frame } from "./context.js";
import { mangled } from "./scope.js";

/** Stores the value on top of the stack. */
export function store(frame: Frame, target: Expression): void {
  switch (target.kind) {
    case "Name":
      return storeName(frame, target.id, target.span, target);
    case "Attribute":
      frame.expression(target.object);
      return frame.emit(
        { op: "STORE_ATTR", name: mangled(frame.scope, target.name), ...windows(frame, target) },
        target.span,
      );
    case "Subscript":
      frame.expression(target.object);
      frame.expression(target.index);
      return frame.emit({ op: "STORE_SUBSCRIPT", ...windows(frame, target) }, target.span);
    case "Tuple":
    case "List":
      return unpack(frame, target.items, target.span);
    case "Starred":
      return store(frame, target.value);
    default:
      throw new Error(`bug in lowering: cannot store into ${target.kind}`);
  }
}

function unpack(frame: Frame, items: readonly Expression[], span: Span): void {
  const star = items.findIndex((item) => item.kind === "Starred");
  frame.emit({ op: "UNPACK", count: items.length, star }, span);
  for (const item of items) store(frame, item);
}

function windows(frame: Frame, node: Expression): { windows?: readonly number[] } {
  const names = frame.windows.stores.get(node);
  return names === undefined ? {} : { windows: names.map((name) => frame.slot(name)) };
}

/** Stores into the variable of that name. `node`: what the lost-update analysis knows the store by. */
export function storeName(frame: Frame, name: string, span: Span, node: Expression | null = null): void {
  const found = frame.variable(name);
  const closes = node === null ? {} : windows(frame, node);
  switch (found.kind) {
    case "local":
      return frame.store(found.slot, span);
    case "cell":
      return frame.emit({ op: "STORE_CELL", slot: frame.slot(found.slot), ...closes }, span);
    case "global":
    case "import": {
      const meaning = frame.program.meaning(frame.module, name);
      if (meaning.kind !== "global") return frame.emit({ op: "POP" }, span);
      return frame.emit({ op: "STORE_GLOBAL", global: meaning.index, ...closes }, span);
    }
  }
}

/** `target op= value`: the place is looked up once, its value read before `value` is evaluated. */
export function augment(
  frame: Frame,
  target: Expression,
  operator: BinaryOperator,
  value: Expression,
  span: Span,
): void {
  const combine = (): void => {
    frame.expression(value);
    frame.emit({ op: "BINARY", operator, inplace: true }, span);
  };
  const opened = frame.windows.loads.get(target);
  const window = opened === undefined ? {} : { window: frame.slot(opened) };
  if (target.kind === "Attribute") {
    const name = mangled(frame.scope, target.name);
    frame.expression(target.object);
    frame.emit({ op: "COPY", n: 1 }, target.span);
    frame.emit({ op: "LOAD_ATTR", name, ...window }, target.span);
    combine();
    frame.emit({ op: "SWAP", n: 2 }, target.span);
    return frame.emit({ op: "STORE_ATTR", name, ...windows(frame, target) }, target.span);
  }
  if (target.kind === "Subscript") {
    frame.expression(target.object);
    frame.expression(target.index);
    frame.emit({ op: "COPY", n: 2 }, target.span);
    frame.emit({ op: "COPY", n: 2 }, target.span);
    frame.emit({ op: "SUBSCRIPT", ...window }, target.span);
    combine();
    frame.emit({ op: "SWAP", n: 3 }, target.span);
    frame.emit({ op: "SWAP", n: 2 }, target.span);
    return frame.emit({ op: "STORE_SUBSCRIPT", ...windows(frame, target) }, target.span);
  }
  frame.expression(target);
  combine();
  store(frame, target);
}

export function remove(frame: Frame, target: Expression): void {
  switch (target.kind) {
    case "Name":
      return removeName(frame, target.id, target.span);
    case "Attribute":
      frame.expression(target.object);
      return frame.emit({ op: "DELETE_ATTR", name: mangled(frame.scope, target.name) }, target.span);
    case "Subscript":
      frame.expression(target.object);
      frame.expression(target.index);
      return frame.emit({ op: "DELETE_SUBSCRIPT" }, target.span);
    case "Tuple":
    case "List":
      for (const item of target.items) remove(frame, item);
      return;
    default:
      throw new Error(`bug in lowering: cannot delete ${target.kind}`);
  }
}

/** A captured variable is emptied by putting a fresh cell in its place only where it is owned; elsewhere it keeps its cell. */
export function removeName(frame: Frame, name: string, span: Span): void {
  const found = frame.variable(name);
  if (found.kind === "local") return frame.emit({ op: "DELETE", slot: frame.slot(found.slot) }, span);
  if (found.kind === "cell") {
    frame.constant(null, span);
    return frame.emit({ op: "STORE_CELL", slot: frame.slot(found.slot) }, span);
  }
  const meaning = frame.program.meaning(frame.module, name);
  if (meaning.kind === "global") frame.emit({ op: "DELETE_GLOBAL", global: meaning.index }, span);
}
