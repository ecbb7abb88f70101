/** `expect` lines that speak of what is not in the scenario. */
import { exceptionTypes } from "../lower/builtin-names.js";
import type { ModuleText } from "../lower/context.js";
import { isLibraryModule, library, libraryNames } from "../lower/library.js";
import { isName, walk } from "../lower/nodes.js";
import { propertyName } from "../lower/properties.js";
import { staticNumber } from "../lower/static.js";
import { mainOf, unitsOf } from "../lower/units.js";
import type { Expectation, Expression, Span } from "../syntax.js";
import { didYouMean, listed, type Report } from "./report.js";

export function checkExpectations(module: ModuleText, report: Report): void {
  for (const node of module.declarations) {
    if (node.kind === "Expect") checkExpectation(module, node.expectation, report);
  }
}

function checkExpectation(module: ModuleText, node: Expectation, report: Report): void {
  switch (node.kind) {
    case "violated":
      if (node.name !== null) checkProperty(module, node.name, node.span, report);
      return;
    case "finding":
      if (node.about !== null) checkAbout(module, node.about, report);
      return;
    case "exception":
      if (node.type !== null) checkException(module, node.type, node.span, report);
      if (node.unit !== null) checkUnit(module, node.unit, node.span, report);
      return;
    case "number":
      return checkNumber(module, node.value, report);
    case "speedup":
      return checkNumber(module, node.value, report);
    default:
      return;
  }
}

function checkProperty(module: ModuleText, name: string, span: Span, report: Report): void {
  const names = module.declarations.flatMap((node) => (node.kind === "Property" ? [propertyName(module, node)] : []));
  if (names.includes(name)) return;
  const otherwise =
    names.length === 0
      ? "This scenario states no properties."
      : `Its properties are ${names.map((each) => `"${each}"`).join(", ")}.`;
  report.error("E254", span, `No property is called "${name}".`, didYouMean(name, names, otherwise));
}

/** The names in `lost update on account.balance` must occur somewhere. */
function checkAbout(module: ModuleText, about: Expression, report: Report): void {
  const known = new Set([...module.declared.keys(), "main"]);
  for (const scope of module.scopes.of.values()) {
    for (const name of scope.bound.keys()) known.add(name);
    for (const node of scope.attributes) known.add(node.name);
  }
  walk(about, (node) => {
    if (isName(node) && !known.has(node.id) && !isLibraryModule(node.id))
      report.error(
        "E255",
        node.span,
        `Nothing here is called \`${node.id}\`.`,
        didYouMean(node.id, known, "Name a shared name, or a place such as `account.balance`."),
      );
    return true;
  });
}

function checkException(module: ModuleText, type: string, span: Span, report: Report): void {
  const name = type.slice(type.lastIndexOf(".") + 1);
  const classes = [...module.declared].filter(([, node]) => node.kind === "ClassDef").map(([each]) => each);
  const inLibrary = libraryNames().some((each) => library(each)?.members.get(name)?.kind === "ClassDef");
  if (exceptionTypes.has(name) || classes.includes(name) || module.imports.has(name) || inLibrary) return;
  report.error(
    "E257",
    span,
    `There is no exception \`${type}\`.`,
    didYouMean(name, [...exceptionTypes, ...classes], "Name the exception's class, such as `ValueError`."),
  );
}

function checkUnit(module: ModuleText, unit: string, span: Span, report: Report): void {
  const name = unit.replace(/\[.*$/, "");
  const units = [
    ...unitsOf(module.declarations).map((node) => node.name),
    ...(mainOf(module.declarations) === null ? [] : ["main"]),
  ];
  if (!units.includes(name))
    report.error(
      "E256",
      span,
      `There is no unit \`${name}\`.`,
      didYouMean(name, units, `The units are ${listed(units)}.`),
    );
}

function checkNumber(module: ModuleText, value: Expression, report: Report): void {
  if (staticNumber(module, value) === null)
    report.error("E258", value.span, "This must be a number that is known beforehand.", "Write a number or a `const`.");
}
