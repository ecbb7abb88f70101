/** `--set NAME=VALUE`: other values for constants. */
import type { Diagnostic } from "./diagnostic.js";
import { parse } from "./parse.js";
import { Source } from "./source.js";
import { suggest } from "../programs/suggest.js";
import type { Declaration, Expression, Span } from "./syntax.js";

export interface Overridden {
  readonly declarations: readonly Declaration[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Replaces the values of the named constants. Their places stay those of the declarations. */
export function override(declarations: readonly Declaration[], set: Readonly<Record<string, string>>): Overridden {
  const diagnostics: Diagnostic[] = [];
  const values = new Map<string, Expression>();
  const constants = declarations.flatMap((node) => (node.kind === "Const" ? [node] : []));
  for (const [name, text] of Object.entries(set)) {
    const constant = constants.find((node) => node.name === name);
    if (constant === undefined)
      diagnostics.push(
        unknown(
          name,
          constants.map((node) => node.name),
        ),
      );
    else {
      const value = valueOf(text, constant.value.span);
      if (value === null)
        diagnostics.push({
          code: "E234",
          severity: "error",
          message: `\`--set ${name}=${text}\`: \`${text}\` is no value.`,
          span: constant.span,
          hint: `Write for instance \`--set ${name}=3\`; a text needs quotes of its own.`,
        });
      else values.set(name, value);
    }
  }
  if (values.size === 0) return { declarations, diagnostics };
  return {
    declarations: declarations.map((node) =>
      node.kind === "Const" ? { ...node, value: values.get(node.name) ?? node.value } : node,
    ),
    diagnostics,
  };
}

function unknown(name: string, constants: readonly string[]): Diagnostic {
  const meant = suggest(name, constants);
  const known =
    constants.length === 0
      ? "This scenario has no `const`."
      : `Its constants are ${constants.map((each) => `\`${each}\``).join(", ")}.`;
  return {
    code: "E233",
    severity: "error",
    message: `\`--set ${name}=…\`: there is no constant \`${name}\`.`,
    span: { start: 0, end: 0 },
    hint: meant === null ? known : `Did you mean \`${meant}\`?`,
  };
}

function valueOf(text: string, span: Span): Expression | null {
  if (/[\n\r]/.test(text)) return null;
  const { syntax, diagnostics } = parse(new Source(`const value = ${text}\n`));
  const [node] = syntax.declarations;
  if (diagnostics.length > 0 || syntax.declarations.length !== 1 || node?.kind !== "Const") return null;
  return placed(node.value, span);
}

/** A copy whose every node is at `span`. */
function placed(expr: Expression, span: Span): Expression {
  const copy = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(copy);
    if (value === null || typeof value !== "object") return value;
    if (!("span" in value) && "kind" in value) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, key === "span" ? span : copy(inner)]));
  };
  return copy(expr) as Expression;
}
