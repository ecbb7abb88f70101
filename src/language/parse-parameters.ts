/** Parameter lists of `def`, `lambda` and units. */
import { type Cursor, isSymbol } from "./parse-cursor.js";
import { newName, unexpected } from "./parse-mistake.js";
import type { Expression, Parameter } from "./syntax.js";

interface Progress {
  /** After `*` or `*args`: what follows is keyword-only. */
  star: boolean;
  doubleStar: boolean;
  defaults: boolean;
  readonly names: Set<string>;
}

/** Parameters up to (not including) `closing`; annotations only where that is a parenthesis. */
export function parameters(c: Cursor, closing: ")" | ":"): Parameter[] {
  const params: Parameter[] = [];
  const progress: Progress = { star: false, doubleStar: false, defaults: false, names: new Set() };
  while (!c.at(closing)) {
    if (c.at("/")) slash(c, params);
    else {
      const param = parameter(c, closing, progress);
      if (param !== null) params.push(checked(c, param, progress));
    }
    if (!c.at(closing) && !c.accept(",")) unexpected(c, `\`,\` or \`${closing}\``);
  }
  return params;
}

/** What comes before a `/` cannot be given by name. */
function slash(c: Cursor, params: Parameter[]): void {
  const token = c.advance();
  if (params.length === 0) c.report("E118", token, "A parameter must come before the `/`.");
  else if (params.some((param) => param.kind !== "positional" || param.positionalOnly === true))
    c.report("E118", token, "A parameter list can have only one `/`, and it comes before any `*`.");
  params.forEach((param, i) => {
    params[i] = { ...param, positionalOnly: true };
  });
}

/** Null for the bare marker `*`. */
function parameter(c: Cursor, closing: ")" | ":", progress: Progress): Parameter | null {
  const start = c.token.start;
  const double = c.accept("**");
  const single = !double && c.accept("*");
  if (progress.doubleStar)
    c.report("E118", { start, end: c.token.end }, "Nothing may follow `**` in a parameter list.");
  if (single && progress.star)
    c.report("E118", { start, end: c.previousEnd }, "A parameter list can have only one `*`.");
  if (single && c.at(",")) return bareStar(c, start, progress);
  const name = newName(c, "a parameter name");
  const annotation = closing === ")" && c.accept(":") ? c.rules.expression(c) : null;
  const initial = c.accept("=") ? c.rules.expression(c) : null;
  const kind = double ? "**" : single ? "*" : progress.star ? "keyword-only" : "positional";
  if (single) progress.star = true;
  if (double) progress.doubleStar = true;
  return { name: name.text, kind, default: refuseDefault(c, initial, kind), annotation, span: c.spanFrom(start) };
}

function bareStar(c: Cursor, start: number, progress: Progress): null {
  progress.star = true;
  const next = c.peek(1);
  if (next.kind !== "name")
    c.report("E118", { start, end: start + 1 }, "A name must follow the bare `*`.", {
      hint: "Parameters after `*` can only be given by keyword.",
    });
  else if (isSymbol(next, "**")) c.report("E118", { start, end: start + 1 }, "A name must follow the bare `*`.");
  return null;
}

function refuseDefault(c: Cursor, initial: Expression | null, kind: Parameter["kind"]): Expression | null {
  if (initial === null || kind === "positional" || kind === "keyword-only") return initial;
  c.report("E118", initial.span, `A \`${kind}\` parameter cannot have a default.`);
  return null;
}

function checked(c: Cursor, param: Parameter, progress: Progress): Parameter {
  if (progress.names.has(param.name)) c.report("E118", param.span, `The parameter \`${param.name}\` appears twice.`);
  progress.names.add(param.name);
  if (param.kind === "positional" && param.default === null && progress.defaults) {
    c.report("E118", param.span, `The parameter \`${param.name}\` without a default follows one with a default.`, {
      hint: "Put parameters with defaults last.",
    });
  }
  if (param.kind === "positional" && param.default !== null) progress.defaults = true;
  return param;
}
