/** Declarations among each other: names given twice, numbers of units, a scenario without units. */
import type { ModuleText } from "../lower/context.js";
import { staticInteger } from "../lower/static.js";
import { unitsOf } from "../lower/units.js";
import type { Declaration, Expression, Span } from "../syntax.js";
import type { Report } from "./report.js";

export function checkDeclarations(module: ModuleText, report: Report, broken: boolean): void {
  checkDuplicates(module, report);
  for (const unit of unitsOf(module.declarations)) {
    const { count } = unit.multiplicity;
    if (count !== null) checkCount(module, unit.name, count, report);
  }
  const mains = module.declarations.filter((node) => node.kind === "Main");
  for (const extra of mains.slice(1))
    report.error(
      "E224",
      { start: extra.span.start, end: extra.span.start + "main".length },
      "There is a `main` already.",
    );
  if (broken || mains.length > 0 || unitsOf(module.declarations).length > 0) return;
  const end = module.source.text.trimEnd().length;
  report.error(
    "E260",
    { start: 0, end: Math.min(end, module.source.line(1).length) },
    "Nothing runs: this scenario has no units.",
    "Add for instance `thread worker:` with statements below it, or `main:`.",
  );
}

function checkCount(module: ModuleText, name: string, count: Expression, report: Report): void {
  const value = staticInteger(module, count);
  if (value === null)
    report.error(
      "E251",
      count.span,
      `How many \`${name}\` there are must be known beforehand.`,
      "Write a whole number or a `const`.",
    );
  else if (value < 0n || value > 1000n)
    report.error("E251", count.span, `There cannot be ${value} units \`${name}\`.`, "Write a number from 1 to 1000.");
}

interface Named {
  readonly name: string;
  readonly span: Span;
  readonly what: string;
}

function checkDuplicates(module: ModuleText, report: Report): void {
  const first = new Map<string, Named>();
  for (const named of module.declarations.flatMap(namesIn)) {
    const before = first.get(named.name);
    if (before === undefined) first.set(named.name, named);
    else if (before.what !== "import" || named.what !== "import") {
      const { line } = module.source.position(before.span.start);
      report.error(
        "E224",
        named.span,
        `\`${named.name}\` is declared twice.`,
        `It is a ${before.what} on line ${line}.`,
      );
    }
  }
}

function namesIn(node: Declaration): Named[] {
  switch (node.kind) {
    case "Const":
      return [{ name: node.name, span: node.nameSpan, what: "constant" }];
    case "Shared":
      return [{ name: node.name, span: node.nameSpan, what: "shared name" }];
    case "FunctionDef":
      return [{ name: node.name, span: node.nameSpan, what: "function" }];
    case "ClassDef":
      return [{ name: node.name, span: node.nameSpan, what: "class" }];
    case "Unit":
      return [{ name: node.name, span: node.nameSpan, what: node.form }, ...node.units.flatMap(namesIn)];
    case "Import":
      return node.names.map(({ alias }) => ({ name: alias, span: node.span, what: "import" }));
    default:
      return [];
  }
}
