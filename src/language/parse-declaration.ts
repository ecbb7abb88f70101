/** The top level of a scenario: which declaration starts here, and what to say when none does. */
import { endOfLine, recovering, strayIndent } from "./parse-block.js";
import { type Cursor, isSymbol } from "./parse-cursor.js";
import { definition } from "./parse-definition.js";
import { expectation } from "./parse-expectation.js";
import { expression, expressions } from "./parse-expression.js";
import { importDeclaration } from "./parse-import.js";
import { found, newName, unexpected } from "./parse-mistake.js";
import { leadsTo, property, PROPERTY_WORDS } from "./parse-property.js";
import { opensOperand, startsExpression } from "./parse-soft.js";
import { strategy } from "./parse-strategy.js";
import { unit, unitStarts } from "./parse-unit.js";
import { suggest } from "../programs/suggest.js";
import { DECLARATION_WORDS } from "./vocabulary.js";
import type { Declaration, Span } from "./syntax.js";
import type { Token } from "./tokens.js";

/** All declarations of the file. */
export function declarations(c: Cursor): Declaration[] {
  const made: Declaration[] = [];
  while (c.token.kind !== "end") {
    if (c.token.kind === "newline" || c.token.kind === "dedent") c.advance();
    else for (const one of recovering(c, declaration)) made.push(one);
  }
  checkScenario(c, made);
  return made;
}

function declaration(c: Cursor): Declaration[] {
  if (c.token.kind === "indent") {
    strayIndent(c, (inner) => {
      if (!DECLARATION_WORDS.includes(inner.token.text)) return inner.rules.statement(inner);
      declaration(inner);
      return [];
    });
    return [];
  }
  const made = c.token.kind === "name" ? named(c) : c.token.kind === "keyword" || c.at("@") ? keyword(c) : null;
  return [made ?? leadsTo(c, () => stray(c))];
}

function keyword(c: Cursor): Declaration | null {
  switch (c.token.text) {
    case "def":
    case "class":
    case "@":
      return definition(c);
    case "async":
      return isSymbol(c.peek(1), "def") ? definition(c) : stray(c);
    case "import":
    case "from":
      return importDeclaration(c);
    case "finally":
      return property(c);
    case "None":
    case "True":
    case "False":
    case "not":
    case "lambda":
    case "await":
      return null;
    default:
      return stray(c);
  }
}

/** Can the present word start a declaration, going by what follows it? */
function declares(next: Token): boolean {
  return (
    (startsExpression(next) && next.kind !== "op") ||
    next.kind === "newline" ||
    next.kind === "end" ||
    isSymbol(next, ":")
  );
}

function named(c: Cursor): Declaration | null {
  const next = c.peek(1);
  const { text } = c.token;
  if (PROPERTY_WORDS.has(text) && (declares(next) || startsExpression(next))) return property(c);
  if (unitStarts(c)) return unit(c);
  if (text === "outcome" && opensOperand(c)) return outcome(c);
  if (!declares(next) && !(next.kind === "keyword" && DECLARATION_WORDS.includes(text) && !BETWEEN.has(next.text)))
    return null;
  switch (text) {
    case "scenario":
      return scenario(c);
    case "const":
    case "shared":
      return variable(c);
    case "option":
      return option(c);
    case "outcome":
      return outcome(c);
    case "compare":
      return compare(c);
    case "expect":
      return expect(c);
    default:
      return next.kind === "newline" || next.kind === "end" || isSymbol(next, ":") || next.text === "leads"
        ? null
        : unknown(c);
  }
}

const BETWEEN = new Set(["and", "or", "in", "is", "if", "else", "not"]);

function unknown(c: Cursor): never {
  const { token } = c;
  const meant = suggest(token.text, DECLARATION_WORDS);
  const hint =
    meant === null
      ? `A declaration starts with ${DECLARATION_WORDS.slice(0, 10)
          .map((word) => `\`${word}\``)
          .join(", ")}, …`
      : `Did you mean \`${meant}\`?`;
  return c.fail("E201", token, `\`${token.text}\` does not start a declaration.`, { hint });
}

function scenario(c: Cursor): Declaration {
  const start = c.advance().start;
  if (c.token.kind !== "string" || c.token.bytes)
    c.fail("E207", c.token, "A scenario needs a title in quotes.", { hint: 'Write `scenario "What this shows"`.' });
  const title = c.token.value;
  c.advance();
  const span = c.spanFrom(start);
  endOfLine(c);
  if (c.token.kind !== "string" || c.token.bytes || c.peek(1).kind !== "newline")
    return { kind: "Scenario", title, doc: null, span };
  const doc = c.token.value.trim();
  c.advance();
  const whole = c.spanFrom(start);
  endOfLine(c);
  return { kind: "Scenario", title, doc, span: whole };
}

function checkScenario(c: Cursor, made: readonly Declaration[]): void {
  const titles = made.filter((one) => one.kind === "Scenario");
  for (const extra of titles.slice(1)) {
    c.report("E207", extra.span, "A file has only one `scenario` line.", {
      hint: "Put the second scenario into a file of its own.",
    });
  }
}

function variable(c: Cursor): Declaration {
  const word = c.advance();
  const kind = word.text === "const" ? "Const" : "Shared";
  const name = newName(c, `a name after \`${word.text}\``);
  if (c.at(":"))
    c.fail("E101", c.token, `A \`${word.text}\` name has no type annotation.`, {
      hint: `Write \`${word.text} ${name.text} = …\`.`,
    });
  if (c.at(","))
    c.fail("E101", c.token, `One \`${word.text}\` line declares one name.`, { hint: "Write one line for each name." });
  if (c.atLineEnd)
    c.fail("E202", name, `\`${word.text} ${name.text}\` needs a first value.`, {
      hint: `Write \`${word.text} ${name.text} = 0\`.`,
    });
  if (!c.accept("=")) unexpected(c, "`=` and a value");
  const value = expressions(c);
  if (c.at("="))
    c.fail("E101", c.token, `One \`${word.text}\` line declares one name.`, { hint: "Write one line for each name." });
  const span = c.spanFrom(word.start);
  endOfLine(c);
  return { kind, name: name.text, nameSpan: { start: name.start, end: name.end }, value, span };
}

/** The lexer has made one raw token of the value. */
function option(c: Cursor): Declaration {
  const start = c.advance().start;
  const name = newName(c, "the name of an option");
  const hint = `Write \`option ${name.text} = value\`.`;
  if (!c.accept("=")) c.fail("E208", c.token, "An option needs `=` and a value.", { hint });
  const { token } = c;
  if (token.kind !== "raw" || (token.text === "" && !token.quoted))
    c.fail("E208", { start: c.previousEnd - 1, end: c.previousEnd }, "An option needs `=` and a value.", { hint });
  c.advance();
  const span = c.spanFrom(start);
  endOfLine(c);
  const spans = { nameSpan: { start: name.start, end: name.end }, valueSpan: { start: token.start, end: token.end } };
  return { kind: "Option", name: name.text, value: token.text, ...spans, span };
}

/** `outcome` with its expressions. */
function outcome(c: Cursor): Declaration {
  const { start } = c.advance();
  const exprs = listed(c, expression);
  return { kind: "Outcome", exprs, span: ended(c, start) };
}

/** `compare` with its strategies. */
function compare(c: Cursor): Declaration {
  const { start } = c.advance();
  const strategies = listed(c, strategy);
  return { kind: "Compare", strategies, span: ended(c, start) };
}

/** At least one, separated by commas. */
function listed<T>(c: Cursor, item: (c: Cursor) => T): T[] {
  const items = [item(c)];
  while (c.accept(",") && !c.atLineEnd) items.push(item(c));
  return items;
}

/** The span of a declaration that ends here, and the end of its line read. */
function ended(c: Cursor, start: number): Span {
  const span = c.spanFrom(start);
  endOfLine(c);
  return span;
}

function expect(c: Cursor): Declaration {
  const start = c.advance().start;
  const expected = expectation(c);
  const span = c.spanFrom(start);
  endOfLine(c);
  return { kind: "Expect", expectation: expected, span };
}

/** A statement at the top level: read (for its own problems), then refused. */
function stray(c: Cursor): never {
  const first = c.token;
  const problems = c.diagnostics.length;
  const made = c.rules.statement(c)[0];
  if (c.diagnostics.length > problems) return c.quit();
  if (made !== undefined && made.kind === "Assign") {
    const target = made.targets[0];
    const name = target !== undefined && target.kind === "Name" ? target.id : "NAME";
    return c.refuse("E202", first, "An assignment at the top level must say what it declares.", {
      hint: `Write \`shared ${name} = …\` (threads may change it) or \`const ${name} = …\`.`,
    });
  }
  const what = first.kind === "keyword" ? `\`${first.text}\`` : lower(found(first));
  return c.refuse("E211", first, `A statement starts at the top level (${what}); only declarations can stand here.`, {
    hint:
      first.kind === "string"
        ? 'Write `scenario "TITLE"` in the first line; such a text may stand below it.'
        : "Put it into a `thread NAME:` or a `main:` block.",
  });
}

function lower(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
