/**
 * Comprehensions run in the frame around them with variables of their own, as CPython 3.12 inlines them;
 * a generator expression is a generator function of one hidden parameter.
 */
import type { Clause, Expression } from "../syntax.js";
import type { Frame } from "./context.js";
import { jumpUnless } from "./conditions.js";
import { makeFunction } from "./functions.js";
import type { Scope } from "./scope.js";
import { store } from "./targets.js";

type Comprehension = Extract<Expression, { kind: "Comprehension" }>;

export function lowerComprehension(frame: Frame, expr: Comprehension): void {
  const scope = frame.module.scopes.of.get(expr);
  const [first] = expr.clauses;
  if (scope === undefined || first === undefined) throw new Error("bug in lowering: a comprehension without a scope");
  if (expr.clauses.some((clause) => clause.async)) {
    frame.refuse(
      "E290",
      "asynchronous comprehensions are not supported yet",
      expr.span,
      "write an `async for` loop that appends to a list",
    );
  }
  if (expr.form === "generator") return lowerGenerator(frame, expr, first, scope);
  frame.expression(first.iterable);
  frame.within(scope, () => inline(frame, expr, scope));
}

/** With the first iterable on the stack. */
function inline(frame: Frame, expr: Comprehension, scope: Scope): void {
  const { span } = expr;
  const cells = [...scope.bound.values()].filter((slot) => scope.host.cells.has(slot));
  for (const slot of cells) frame.emit({ op: "NEW_CELL", slot: frame.slot(slot) }, span);
  frame.emit(
    expr.form === "dict" ? { op: "MAP", count: 0 } : { op: expr.form === "set" ? "SET" : "LIST", count: 0 },
    span,
  );
  frame.emit({ op: "SWAP", n: 2 }, span);
  frame.emit({ op: "ITER" }, expr.clauses[0].iterable.span);
  loops(frame, expr.clauses, 0, () => {
    const depth = expr.clauses.length + 1;
    if (expr.key !== null) frame.expression(expr.key);
    frame.expression(expr.element);
    const op = expr.form === "dict" ? "ADD_MAP" : expr.form === "set" ? "ADD_SET" : "ADD_LIST";
    frame.emit({ op, depth }, expr.element.span);
  });
  for (const slot of cells) frame.emit({ op: "DELETE", slot: frame.slot(slot) }, span);
}

/** With the iterator of clause `index` on the stack; consumes it. */
function loops(frame: Frame, clauses: readonly Clause[], index: number, body: () => void): void {
  const { emitter } = frame;
  const clause = clauses[index];
  const next = emitter.label();
  const skip = emitter.label();
  const end = emitter.label();
  emitter.place(next);
  emitter.jump("FOR", end, clause.iterable.span);
  store(frame, clause.target);
  for (const condition of clause.conditions) jumpUnless(frame, condition, skip);
  if (index + 1 < clauses.length) {
    frame.expression(clauses[index + 1].iterable);
    frame.emit({ op: "ITER" }, clauses[index + 1].iterable.span);
    loops(frame, clauses, index + 1, body);
  } else body();
  emitter.place(skip);
  emitter.jump("JUMP_BACK", next, clause.target.span);
  emitter.place(end);
}

function lowerGenerator(frame: Frame, expr: Comprehension, first: Clause, scope: Scope): void {
  const { span } = expr;
  makeFunction(
    frame,
    scope,
    { kind: "generator", name: "<genexpr>", async: false, span, params: scope.params, doc: null },
    (inner) => {
      inner.load(".0", first.iterable.span);
      loops(inner, expr.clauses, 0, () => {
        inner.expression(expr.element);
        inner.emit({ op: "YIELD" }, expr.element.span);
        inner.emit({ op: "POP" }, expr.element.span);
      });
    },
  );
  frame.expression(first.iterable);
  frame.emit({ op: "ITER" }, first.iterable.span);
  frame.call(1, span);
}
