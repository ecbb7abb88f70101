/** Loading what a name means. */
import type { Expression, Span } from "../syntax.js";
import { importMeaning, type Frame, type Meaning } from "./context.js";

export function loadName(frame: Frame, name: string, node: Expression): void {
  const found = frame.variable(name);
  const { span } = node;
  switch (found.kind) {
    case "local":
      return frame.load(found.slot, span);
    case "cell":
      return frame.emit(
        { op: "LOAD_CELL", slot: frame.slot(found.slot), constant: found.constant, ...window(frame, node) },
        span,
      );
    case "import":
      return pushMeaning(frame, importMeaning(frame.program, found.target), name, span);
    case "global":
      return pushMeaning(frame, frame.program.meaning(frame.module, name), name, span, node);
  }
}

export function pushMeaning(frame: Frame, meaning: Meaning, name: string, span: Span, node?: Expression): void {
  switch (meaning.kind) {
    case "global":
      return frame.emit(
        { op: "LOAD_GLOBAL", global: meaning.index, ...(node === undefined ? {} : window(frame, node)) },
        span,
      );
    case "value":
      return frame.constant(meaning.value, span);
    case "module":
      return frame.constant({ kind: "module", name: meaning.name }, span);
    case "unknown":
      return raiseError(frame, "NameError", `name '${name}' is not defined`, span);
  }
}

/** Raises a built-in exception with a message; code behind it is unreachable. */
export function raiseError(frame: Frame, type: string, message: string, span: Span): void {
  frame.constant({ kind: "type", name: type }, span);
  frame.constant(message, span);
  frame.call(1, span);
  frame.emit({ op: "RAISE" }, span);
}

/** The window that a load opens, if it does. */
export function window(frame: Frame, node: Expression): { window?: number } {
  const name = frame.windows.loads.get(node);
  return name === undefined ? {} : { window: frame.slot(name) };
}

/** Awaits what is on top of the stack. */
export function lowerAwait(frame: Frame, span: Span): void {
  frame.emit({ op: "GET_AWAITABLE" }, span);
  frame.emit({ op: "YIELD_FROM" }, span);
}
