/** Functions and classes, with their decorators. */
import { bracketed } from "./parse-atom.js";
import { block, endOfLine, header } from "./parse-block.js";
import { type Cursor, isSymbol } from "./parse-cursor.js";
import { argumentList, expression, namedExpression } from "./parse-expression.js";
import { newName, unexpected } from "./parse-mistake.js";
import { parameters } from "./parse-parameters.js";
import type { ClassDef, Expression, FunctionDef, Parameter, Span } from "./syntax.js";

/** From the first decorator, `def`, `async def` or `class` on. */
export function definition(c: Cursor): FunctionDef | ClassDef {
  const { start } = c.token;
  const decorators: Expression[] = [];
  while (c.accept("@")) {
    decorators.push(namedExpression(c));
    endOfLine(c);
  }
  if (c.at("class")) return classDef(c, decorators, start);
  const isAsync = c.at("async") && isSymbol(c.peek(1), "def") && c.accept("async");
  if (!c.accept("def")) return unexpected(c, "`def` or `class` after the decorator");
  return functionDef(c, decorators, isAsync, start);
}

interface Signature {
  readonly name: string;
  readonly nameSpan: Span;
  readonly params: readonly Parameter[];
  readonly returns: Expression | null;
}

function functionDef(c: Cursor, decorators: readonly Expression[], isAsync: boolean, start: number): FunctionDef {
  const missing: Signature = { name: "_", nameSpan: c.spanFrom(c.previousEnd), params: [], returns: null };
  const signature = header(c, () => functionHeader(c), missing);
  return {
    kind: "FunctionDef",
    ...signature,
    body: block(c, "def"),
    decorators,
    async: isAsync,
    span: c.spanFrom(start),
  };
}

function functionHeader(c: Cursor): Signature {
  const name = newName(c, "the name of the function");
  if (!c.at("(")) {
    if (c.at(":"))
      c.fail("E101", c.token, "The parameter list is missing.", { hint: `Write \`def ${name.text}():\`.` });
    unexpected(c, "`(` and the parameters");
  }
  const params = bracketed(c, ")", () => parameters(c, ")"));
  const returns = c.accept("->") ? expression(c) : null;
  return { name: name.text, nameSpan: { start: name.start, end: name.end }, params, returns };
}

function classDef(c: Cursor, decorators: readonly Expression[], start: number): ClassDef {
  c.advance();
  const missing = { name: "_", nameSpan: c.spanFrom(c.previousEnd), bases: [] };
  const head = header(c, () => classHeader(c), missing);
  return { kind: "ClassDef", ...head, body: block(c, "class"), decorators, span: c.spanFrom(start) };
}

function classHeader(c: Cursor): { name: string; nameSpan: Span; bases: Expression[] } {
  const name = newName(c, "the name of the class");
  const args = c.at("(") ? bracketed(c, ")", () => argumentList(c)) : [];
  for (const arg of args) {
    if (arg.name !== null)
      c.report("E113", arg.value.span, "Only base classes are supported here.", {
        hint: "Leave out keyword and `*` arguments.",
      });
  }
  return { name: name.text, nameSpan: { start: name.start, end: name.end }, bases: args.map((arg) => arg.value) };
}
