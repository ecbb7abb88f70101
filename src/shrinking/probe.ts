/**
 * A property that must happen some time is broken by a program in which nobody does anything. So a smaller program has
 * to be one in which it could happen: it is explored together with `sometimes P`.
 */
import type { Exploration, Finding } from "../explorer/exploration.js";
import { print } from "../language/print.js";
import type { Declaration, ScenarioSyntax } from "../language/syntax.js";

/** Lines to explore a scenario with, each a `sometimes`; none for a finding that no liveness property is behind. */
export function probesOf(syntax: ScenarioSyntax, exploration: Exploration, finding: Finding): string[] {
  if (finding.kind !== "liveness" && finding.kind !== "starvation") return [];
  const index = exploration.properties.findIndex(
    ({ name, kind }) => finding.property === name || finding.property === `${kind} ${name}`,
  );
  const property = syntax.declarations.filter((node) => node.kind === "Property")[index];
  if (property === undefined) return [];
  const wanted = property.then === null ? [property.expr] : [property.expr, property.then];
  return wanted.map((expr) => print({ declarations: [sometimes(expr)] }));
}

function sometimes(expr: Extract<Declaration, { readonly kind: "Property" }>["expr"]): Declaration {
  return { kind: "Property", form: "sometimes", name: null, expr, then: null, span: expr.span };
}

/** Which of the probes, the last `count` properties of an exploration, came true. */
export function happened({ properties }: Exploration, count: number): boolean[] {
  return properties.slice(properties.length - count).map(({ verdict }) => verdict === "holds");
}

/** The exploration as it would be without its probes. */
export function withoutProbes(exploration: Exploration, count: number): Exploration {
  const { properties } = exploration;
  return { ...exploration, properties: properties.slice(0, properties.length - count) };
}
