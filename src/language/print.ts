/**
 * Syntax tree to text, in one canonical layout. Laws: parsing what was printed gives the same tree (but for spans),
 * and printing that gives the same text.
 */
import { FINDINGS } from "./parse-expectation.js";
import { LIMIT_POWER } from "./parse-strategy.js";
import { POWER } from "./precedence.js";
import { printExpression, printParameters, printTarget } from "./print-expression.js";
import { printDocstring, printString } from "./print-literal.js";
import { indented, printDefinition, printImport, printStatement } from "./print-statement.js";
import type {
  Declaration,
  Expectation,
  Expression,
  Multiplicity,
  PoolSyntax,
  ScenarioSyntax,
  StrategySyntax,
  UnitDecl,
} from "./syntax.js";
import { DECLARATION_WORDS } from "./vocabulary.js";

/** The whole file; ends in a newline unless empty. */
export function print(syntax: ScenarioSyntax): string {
  let text = "";
  let before: Declaration | null = null;
  for (const declaration of syntax.declarations) {
    if (before !== null && !together(before, declaration)) text += "\n";
    text += `${printDeclaration(declaration).join("\n")}\n`;
    before = declaration;
  }
  return text;
}

/** May these two stand on adjacent lines? */
export function together(before: Declaration, after: Declaration): boolean {
  const group = groupOf(before);
  return group !== null && group === groupOf(after);
}

/** Null: always set apart. */
function groupOf(declaration: Declaration): string | null {
  switch (declaration.kind) {
    case "FunctionDef":
    case "ClassDef":
    case "Scenario":
    case "Unit":
    case "Main":
      return null;
    case "Import":
    case "Option":
    case "Const":
    case "Shared":
    case "Property":
    case "Outcome":
    case "Compare":
      return declaration.kind;
    case "Expect":
      return "Compare";
  }
}

/** The lines of one declaration. */
export function printDeclaration(node: Declaration): string[] {
  switch (node.kind) {
    case "FunctionDef":
    case "ClassDef":
      return printDefinition(node);
    case "Import":
      return [printImport(node)];
    case "Scenario":
      return [`scenario ${printString(node.title, '"')}`, ...(node.doc === null ? [] : [printDocstring(node.doc)])];
    case "Const":
      return [`const ${node.name} = ${printExpression(node.value, "list")}`];
    case "Shared":
      return [`shared ${node.name} = ${printExpression(node.value, "list")}`];
    case "Option":
      return [`option ${node.name} = ${optionValue(node.value)}`];
    case "Unit":
      return unit(node);
    case "Main":
      return ["main:", ...body(node.body.flatMap(printStatement))];
    case "Property":
      return [property(node)];
    case "Outcome":
      return [`outcome ${list(node.exprs)}`];
    case "Compare":
      return [`compare ${node.strategies.map(strategy).join(", ")}`];
    case "Expect":
      return [`expect ${expectation(node.expectation)}`];
  }
}

function body(lines: readonly string[]): string[] {
  return indented(lines.length === 0 ? ["pass"] : lines);
}

function list(exprs: readonly Expression[], power = 0): string {
  return exprs.map((expr) => printExpression(expr, power)).join(", ");
}

function optionValue(value: string): string {
  const bare = value !== "" && value === value.trim() && !value.includes("#") && !/^(?:"[^"]*"|'[^']*')$/.test(value);
  if (bare) return value;
  return value.includes('"') ? `'${value}'` : `"${value}"`;
}

/** Units of a process come first, then its statements. */
function unit(node: UnitDecl): string[] {
  const header = `${node.daemon ? "daemon " : ""}${node.form} ${node.name}${multiplicity(node.multiplicity)}:`;
  return [header, ...body([...node.units.flatMap(printDeclaration), ...node.body.flatMap(printStatement)])];
}

function multiplicity({ count, params, over }: Multiplicity): string {
  if (count !== null) return ` * ${printExpression(count)}`;
  const named = params.length === 0 ? "" : `(${printParameters(params)})`;
  return named + (over === null ? "" : ` for ${printTarget(over.target)} in ${printExpression(over.iterable, "list")}`);
}

/** A condition that starts with one of the language's words would be taken for a declaration. */
function property(node: Extract<Declaration, { kind: "Property" }>): string {
  const title = node.name === null ? "" : `${printString(node.name, '"')}: `;
  const expr = printExpression(node.expr);
  if (node.then === null) return `${node.form} ${title}${expr}`;
  const then = printExpression(node.then);
  if (node.name !== null) return `property ${title}${expr} leads to ${then}`;
  const word = /^[\p{ID_Start}_][\p{ID_Continue}]*/u.exec(expr)?.[0];
  return word !== undefined && DECLARATION_WORDS.includes(word)
    ? `(${expr}) leads to ${then}`
    : `${expr} leads to ${then}`;
}

function expectation(node: Expectation): string {
  switch (node.kind) {
    case "holds":
    case "deadlock":
    case "livelock":
      return node.kind;
    case "violated":
      return node.name === null ? "violated" : `violated ${printString(node.name, '"')}`;
    case "finding":
      return finding(node.finding) + (node.about === null ? "" : ` on ${printExpression(node.about)}`);
    case "exception":
      return `exception${node.type === null ? "" : ` ${node.type}`}${node.unit === null ? "" : ` in ${node.unit}`}`;
    case "outcomes":
      return `outcomes ${list(node.exprs, POWER.bitor)}${node.exprs.length === 0 ? "" : " "}in {${node.values.map((value) => printExpression(value, "named")).join(", ")}}`;
    case "number":
      return `${node.what} ${node.operator === "==" ? "" : `${node.operator} `}${printExpression(node.value)}`;
    case "speedup":
      return `speedup ${strategy(node.strategy)} ${node.operator} ${printExpression(node.value)}`;
    case "recommended":
      return `recommended ${strategy(node.strategy)}`;
  }
}

/** A limit binds more tightly than the `+` behind it. */
function strategy({ limit, computing, ...own }: StrategySyntax): string {
  const limited = limit === null ? "" : ` limit ${printExpression(limit, LIMIT_POWER)}`;
  return pool(own) + limited + (computing === null ? "" : ` + ${pool(computing)}`);
}

function pool({ name, workers }: PoolSyntax): string {
  return workers === null ? name : `${name}(${printExpression(workers)})`;
}

function finding(name: string): string {
  for (const [phrase, known] of FINDINGS) if (known === name) return phrase;
  return `finding ${name}`;
}
