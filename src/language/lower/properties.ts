/** Properties, outcomes and expectations: every expression becomes a Code of kind "property" that returns its value. */
import type { Expectation as Expected, OutcomeColumn, Property } from "../../programs/program.js";
import type { Declaration, Expectation, Expression, Span } from "../syntax.js";
import { Frame, placeOf, type ModuleText, type ProgramContext } from "./context.js";
import { finish } from "./functions.js";
import { staticNumber } from "./static.js";
import { strategyOf } from "./strategies.js";
import { frameKey } from "./scopes.js";
import { scopeOfKey } from "./scope.js";

type PropertyDecl = Extract<Declaration, { kind: "Property" }>;

export function lowerProperties(program: ProgramContext, module: ModuleText): Property[] {
  return module.declarations.flatMap((node) =>
    node.kind === "Property" ? [lowerProperty(program, module, node)] : [],
  );
}

function lowerProperty(program: ProgramContext, module: ModuleText, node: PropertyDecl): Property {
  const name = propertyName(module, node);
  return {
    kind: node.form,
    name,
    named: node.name !== null,
    code: propertyCode(program, module, [node.expr], name, false),
    then: node.then === null ? null : propertyCode(program, module, [node.then], name, false),
    place: placeOf(module.source, node.span),
  };
}

/** The given name, or the text of the condition. */
export function propertyName(module: ModuleText, node: PropertyDecl): string {
  if (node.name !== null) return node.name;
  const text = textOf(module, node.expr.span);
  return node.then === null ? text : `${text} leads to ${textOf(module, node.then.span)}`;
}

function textOf(module: ModuleText, span: Span): string {
  return module.source.text.slice(span.start, span.end).replace(/\s+/g, " ").trim();
}

/** Returns the value of the expression, or a tuple of the values. */
function propertyCode(
  program: ProgramContext,
  module: ModuleText,
  exprs: readonly Expression[],
  name: string,
  tuple: boolean,
): number {
  const span = exprs[0]?.span ?? { start: 0, end: 0 };
  const scopes = exprs.map((expr) => scopeOfKey(module.scopes.of, frameKey(expr)));
  const frame = new Frame(program, module, scopes[0] ?? module.scopes.root, {
    kind: "property",
    name,
    qualifiedName: name,
    async: false,
  });
  return finish(frame, { kind: "property", name, async: false, span, params: [], doc: null }, () => {
    exprs.forEach((expr, i) => frame.within(scopes[i], () => frame.expression(expr)));
    if (tuple) frame.emit({ op: "TUPLE", count: exprs.length }, span);
    frame.emit({ op: "RETURN" }, span);
  });
}

export function lowerOutcome(program: ProgramContext, module: ModuleText): OutcomeColumn[] {
  return module.declarations.flatMap((node) => (node.kind === "Outcome" ? columns(program, module, node.exprs) : []));
}

function columns(program: ProgramContext, module: ModuleText, exprs: readonly Expression[]): OutcomeColumn[] {
  return exprs.map((expr) => {
    const label = textOf(module, expr.span);
    return { label, code: propertyCode(program, module, [expr], label, false) };
  });
}

export function lowerExpectations(program: ProgramContext, module: ModuleText): Expected[] {
  return module.declarations.flatMap((node) => {
    if (node.kind !== "Expect") return [];
    const base = { text: textOf(module, node.span), place: placeOf(module.source, node.span) };
    return [{ ...base, ...lowerExpectation(program, module, node.expectation, base.text) }];
  });
}

type Bare<T> = T extends unknown ? Omit<T, "text" | "place"> : never;

function lowerExpectation(
  program: ProgramContext,
  module: ModuleText,
  node: Expectation,
  text: string,
): Bare<Expected> {
  switch (node.kind) {
    case "holds":
    case "deadlock":
    case "livelock":
      return { kind: node.kind };
    case "violated":
      return { kind: node.kind, name: node.name };
    case "finding":
      return {
        kind: node.kind,
        finding: node.finding,
        about: node.about === null ? null : textOf(module, node.about.span),
      };
    case "exception":
      return { kind: node.kind, type: node.type, unit: node.unit };
    case "outcomes":
      return {
        kind: node.kind,
        columns: columns(program, module, node.exprs),
        values: propertyCode(program, module, node.values, text, true),
      };
    case "number":
      return {
        kind: node.kind,
        what: node.what,
        operator: node.operator,
        value: staticNumber(module, node.value) ?? 0,
      };
    case "speedup":
      return {
        kind: node.kind,
        strategy: strategyOf(module, node.strategy),
        operator: node.operator,
        value: staticNumber(module, node.value) ?? 0,
      };
    case "recommended":
      return { kind: node.kind, strategy: strategyOf(module, node.strategy) };
  }
}
