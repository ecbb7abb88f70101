/** Threads, processes, coroutines and jobs, and how many of each; `main`. */
import { bracketed } from "./parse-atom.js";
import { block, header } from "./parse-block.js";
import { type Cursor, isSymbol } from "./parse-cursor.js";
import { expression, expressions } from "./parse-expression.js";
import { newName, unexpected } from "./parse-mistake.js";
import { parameters } from "./parse-parameters.js";
import { targets } from "./parse-target.js";
import type { Declaration, Expression, Multiplicity, Span, Statement, UnitDecl } from "./syntax.js";

type Form = UnitDecl["form"];
const FORMS: readonly Form[] = ["thread", "process", "coroutine", "job"];

function formOf(text: string): Form | null {
  return FORMS.find((form) => form === text) ?? null;
}

/** Does `thread NAME`, `daemon thread NAME`, `main:` … start here? */
export function unitStarts(c: Cursor): boolean {
  if (c.token.kind !== "name") return false;
  const { text } = c.token;
  const next = c.peek(1);
  if (text === "main") return isSymbol(next, ":") || next.kind === "newline";
  if (text === "daemon") return next.kind === "name";
  if (formOf(text) === null) return false;
  return next.kind === "name"
    ? next.text !== "leads" || c.peek(2).text !== "to"
    : next.kind === "newline" ||
        isSymbol(next, ":") ||
        next.kind === "string" ||
        next.kind === "number" ||
        (next.kind === "keyword" && !["and", "or", "in", "is", "if", "not"].includes(next.text));
}

/** A unit or `main`. */
export function unit(c: Cursor): Declaration {
  const { start } = c.token;
  if (c.acceptName("main")) return { kind: "Main", body: block(c, "main"), span: c.spanFrom(start) };
  const daemon = c.acceptName("daemon");
  const form = formOf(c.token.text);
  if (form === null)
    return c.fail("E203", c.token, "`daemon` must be followed by `thread` or `process`.", {
      hint: `Write \`daemon thread ${c.token.text}:\`.`,
    });
  if (daemon && (form === "coroutine" || form === "job"))
    c.report("E203", { start, end: start + 6 }, `A ${form} cannot be a daemon.`, {
      hint: "Only threads and processes can.",
    });
  c.advance();
  const missing: Head = {
    name: "_",
    nameSpan: { start, end: c.token.start },
    multiplicity: { count: null, params: [], over: null },
  };
  const head = header(c, () => unitHeader(c, form), missing);
  const units: Declaration[] = [];
  const body = form === "process" ? block(c, form, (inner) => processStatement(inner, units)) : block(c, form);
  return { kind: "Unit", form, ...head, daemon, body, units, span: c.spanFrom(start) };
}

/** Inside a process, units are declarations of their own. */
function processStatement(c: Cursor, units: Declaration[]): Statement[] {
  if (!unitStarts(c)) return c.rules.statement(c);
  if (c.atName("process") || c.atName("job")) {
    c.fail("E210", c.token, `A ${c.token.text} cannot be declared inside a process.`, {
      hint: "Move it to the top level.",
    });
  }
  units.push(unit(c));
  return [];
}

interface Head {
  readonly name: string;
  readonly nameSpan: Span;
  readonly multiplicity: Multiplicity;
}

function unitHeader(c: Cursor, form: Form): Head {
  if (c.atLineEnd || c.at(":") || c.token.kind === "string" || c.token.kind === "number") {
    c.fail("E203", c.at(":") || c.atLineEnd ? c.peek(-1) : c.token, `This ${form} needs a name.`, {
      hint: `Write \`${form} worker:\`.`,
    });
  }
  const name = newName(c, `the name of the ${form}`);
  return {
    name: name.text,
    nameSpan: { start: name.start, end: name.end },
    multiplicity: multiplicity(c, form, name.text),
  };
}

function multiplicity(c: Cursor, form: Form, name: string): Multiplicity {
  if (c.accept("*")) return { count: expression(c), params: [], over: null };
  if (c.at("["))
    c.fail("E204", c.token, `Several ${form} units are declared with \`*\`.`, {
      hint: `Write \`${form} ${name} * N:\`.`,
    });
  if (c.at("(") && c.peek(1).kind === "number") {
    c.fail("E204", c.peek(1), "In these parentheses stand parameter names.", {
      hint: `Write \`${form} ${name} * ${c.peek(1).text}:\` for ${c.peek(1).text} of them.`,
    });
  }
  const params = c.at("(") ? bracketed(c, ")", () => parameters(c, ")")) : [];
  if (params.length > 0 && c.at(":")) {
    const names = params.map((param) => param.name).join(", ");
    c.report("E204", { start: c.previousEnd - 1, end: c.previousEnd }, `Where does \`${names}\` come from?`, {
      expected: "`for … in …`",
      hint: `Write \`${form} ${name}(${names}) for ${names} in …:\`.`,
    });
  }
  const forStart = c.token.start;
  if (!c.accept("for")) return { count: null, params, over: null };
  const target = targets(c);
  if (!c.accept("in")) unexpected(c, "`in`");
  const iterable = expressions(c);
  checkNames(
    c,
    params.map((param) => param.name),
    target,
    { start: forStart, end: target.span.end },
    form,
    name,
  );
  return { count: null, params, over: { target, iterable } };
}

/** `thread t(i) for i in …`: both must name the same, in the same order. */
function checkNames(
  c: Cursor,
  params: readonly string[],
  target: Expression,
  span: Span,
  form: Form,
  name: string,
): void {
  const items = target.kind === "Tuple" ? target.items : [target];
  const given = items.map((item) => (item.kind === "Name" ? item.id : "?"));
  if (given.join() === params.join()) return;
  const hint = `Write \`${form} ${name}(${given.join(", ")}) for ${given.join(", ")} in …:\`.`;
  const message =
    params.length === 0
      ? `The parameters of this ${form} are missing.`
      : "The names after `for` are not the parameters.";
  c.report("E204", span, message, given.includes("?") ? {} : { hint });
}
