/** Names that mean nothing, imports of what is not there, and assignments that do not go where they seem to. */
import {
  absentFunctions,
  builtinFunctions,
  builtinTypes,
  exceptionTypes,
  silentModules,
} from "../lower/builtin-names.js";
import { meaningIn, type ModuleText, type ProgramContext } from "../lower/context.js";
import { defaultModule, defaultNames, isLibraryModule, library, libraryNames, memberNames } from "../lower/library.js";
import { variable, visibleNames, type Scope, type Use } from "../lower/scope.js";
import { suggest } from "../../programs/suggest.js";
import type { Import, Span } from "../syntax.js";
import { didYouMean, type Report } from "./report.js";

export function checkNames(module: ModuleText, program: ProgramContext, report: Report, broken: boolean): void {
  const read = readsOf(module);
  for (const scope of module.scopes.of.values()) {
    for (const use of scope.uses) checkUse(module, program, use, report, broken);
    checkMembers(module, program, scope, report);
    checkDeclaredScopes(module, scope, report);
    checkNearMisses(module, scope, read, report);
  }
}

function checkUse(module: ModuleText, program: ProgramContext, use: Use, report: Report, broken: boolean): void {
  const found = variable(use.scope, use.name);
  if (use.store !== false) return checkStore(module, use, report);
  if (found.kind !== "global" || pauses.has(use.name) || program.meaning(module, use.name).kind !== "unknown") return;
  if (module.declared.has(use.name)) return;
  if (broken && maybeDeclared(module, use.name)) return;
  if (absentFunctions.has(use.name)) return notAvailable(use.name, use.span, report);
  report.error("E220", use.span, `The name \`${use.name}\` is not defined.`, undefinedHint(module, use));
}

/** Words that may stand for a call behind `await`. */
const pauses: ReadonlySet<string> = new Set(["io", "sleep", "cpu"]);

/** The declaration may be in a part of the text that could not be read. */
function maybeDeclared(module: ModuleText, name: string): boolean {
  const word = name.replace(/[^\p{L}\p{N}_]/gu, "");
  return new RegExp(
    `\\b(shared|const|def|class|thread|process|coroutine|job|import|as|for)\\s+${word}\\b|\\b${word}\\s*[,=)]`,
    "u",
  ).test(module.source.text);
}

function undefinedHint(module: ModuleText, use: Use): string {
  const home = modulesOffering(use.name);
  if (home !== null) return `Write \`${home}.${use.name}\`, or \`from ${home} import ${use.name}\` at the top.`;
  const outer = localOfProcess(module, use);
  if (outer !== null)
    return `\`${use.name}\` is a local name of process \`${outer}\`; a unit inside it sees only \`shared\` names.`;
  const known = [
    ...visibleNames(use.scope),
    ...module.declared.keys(),
    ...module.imports.keys(),
    ...defaultNames(),
    ...builtinFunctions,
    ...builtinTypes,
    ...exceptionTypes,
  ];
  return didYouMean(
    use.name,
    known,
    `Declare it with \`shared ${use.name} = …\` if all units use it, or give it a value first.`,
  );
}

/** The library module that has it as a member, if the name is not visible by itself. */
function modulesOffering(name: string): string | null {
  if (defaultModule(name) !== null || name.startsWith("_")) return null;
  return libraryNames().find((each) => library(each)?.members.has(name) === true && each !== "builtins") ?? null;
}

function localOfProcess(module: ModuleText, use: Use): string | null {
  for (const node of module.declarations) {
    if (node.kind !== "Unit" || node.form !== "process") continue;
    const inside = node.units.some((unit) => unit.span.start <= use.span.start && use.span.end <= unit.span.end);
    if (inside && module.scopes.of.get(node)?.bound.has(use.name) === true) return node.name;
  }
  return null;
}

// --- assignments -----------------------------------------------------------------------------------------------------

function checkStore(module: ModuleText, use: Use, report: Report): void {
  if (use.scope.kind !== "function" || use.store === "define") return;
  const node = module.declared.get(use.name);
  if (node === undefined || use.scope.params.some((param) => param.name === use.name)) return;
  if (node.kind === "Const")
    return report.error(
      "E225",
      use.span,
      `\`${use.name}\` is a constant and cannot be assigned.`,
      `Declare it with \`shared ${use.name} = …\`, or use another name here.`,
    );
  const what = node.kind === "FunctionDef" ? "function" : node.kind === "ClassDef" ? "class" : null;
  if (what !== null && use.store !== "loop")
    report.error("E225", use.span, `\`${use.name}\` is a ${what} and cannot be assigned.`, "Use another name here.");
}

/** `global x` and `nonlocal x` need an x that they can mean. */
function checkDeclaredScopes(module: ModuleText, scope: Scope, report: Report): void {
  const shared = [...module.declared].filter(([, node]) => node.kind === "Shared").map(([name]) => name);
  for (const [name, span] of scope.globals) {
    if (scope.params.some((param) => param.name === name))
      report.error("E246", span, `\`${name}\` is a parameter here and cannot be global as well.`);
    else if (!module.declared.has(name))
      report.error(
        "E221",
        span,
        `There is no shared name \`${name}\`.`,
        didYouMean(name, shared, `Declare it with \`shared ${name} = …\` at the top.`),
      );
  }
  for (const [name, span] of scope.nonlocals) {
    if (scope.params.some((param) => param.name === name))
      report.error("E246", span, `\`${name}\` is a parameter here and cannot be nonlocal as well.`);
    else if (variable(scope, name).kind === "global")
      report.error(
        "E245",
        span,
        `No function around this one has a variable \`${name}\`.`,
        module.declared.has(name) ? `\`${name}\` is declared at the top: leave out the \`nonlocal\` line.` : undefined,
      );
  }
}

/** In a unit: a local name that is only written, or only ever `+=`-ed, and looks like a shared one. */
function checkNearMisses(module: ModuleText, scope: Scope, read: Reads, report: Report): void {
  if (scope.kind !== "function" || scope.name.startsWith("<")) return;
  const shared = sharedNames(module);
  for (const [name, stores] of storesByName(scope)) {
    const unbound = stores.every((use) => use.store === "augment");
    const meant = looksLike(name, shared);
    if (unbound) {
      const hint =
        meant !== null
          ? `Did you mean \`${meant}\`?`
          : `Give it a value first, or declare \`shared ${name} = …\` at the top.`;
      report.warning("E226", stores[0].span, `\`${name}\` has no value before this: it is a local name here.`, hint);
    } else if (meant !== null && !read.attributes.has(name) && read.names.get(scope)?.has(name) !== true) {
      report.warning(
        "E226",
        stores[0].span,
        `\`${name}\` is a local name that nobody reads.`,
        `Did you mean the shared \`${meant}\`?`,
      );
    }
  }
}

function sharedNames(module: ModuleText): string[] {
  return [...module.declared].flatMap(([name, node]) => (node.kind === "Shared" ? [name] : []));
}

/** Where the function's own local names are assigned; without its parameters. */
function storesByName(scope: Scope): Map<string, Use[]> {
  const stores = new Map<string, Use[]>();
  for (const use of scope.uses) {
    if (use.store === false || !scope.bound.has(use.name)) continue;
    if (scope.params.some((param) => param.name === use.name)) continue;
    const known = stores.get(use.name);
    if (known === undefined) stores.set(use.name, [use]);
    else known.push(use);
  }
  return stores;
}

function looksLike(name: string, shared: readonly string[]): string | null {
  const meant = name.length < 4 ? null : suggest(name, shared);
  return meant !== null && meant.replace(/\d+/g, "") !== name.replace(/\d+/g, "") ? meant : null;
}

/** Local names that are read, by the function they belong to; attribute names that occur anywhere. */
interface Reads {
  readonly names: ReadonlyMap<Scope, ReadonlySet<string>>;
  readonly attributes: ReadonlySet<string>;
}

function readsOf(module: ModuleText): Reads {
  const names = new Map<Scope, Set<string>>();
  const attributes = new Set<string>();
  for (const scope of module.scopes.of.values()) {
    for (const node of scope.attributes) attributes.add(node.name);
    for (const use of scope.uses) {
      const found = use.store === false ? variable(use.scope, use.name) : null;
      if (found?.kind !== "local" && found?.kind !== "cell") continue;
      const known = names.get(found.owner) ?? new Set();
      names.set(found.owner, known.add(use.name));
    }
  }
  return { names, attributes };
}

// --- modules ---------------------------------------------------------------------------------------------------------

/** `threading.Lok` */
function checkMembers(module: ModuleText, program: ProgramContext, scope: Scope, report: Report): void {
  for (const node of scope.attributes) {
    const object = meaningIn(program, module, scope, node.object);
    if (object?.kind !== "module" || program.member(object.name, node.name).kind !== "unknown") continue;
    unknownMember(object.name, node.name, { start: node.span.end - node.name.length, end: node.span.end }, report);
  }
}

function unknownMember(moduleName: string, name: string, span: Span, report: Report): void {
  const known = library(moduleName);
  if (known === null) return notAvailable(`${moduleName}.${name}`, span, report);
  report.error(
    "E222",
    span,
    `Module \`${moduleName}\` has no \`${name}\` here.`,
    didYouMean(
      name,
      memberNames(known),
      `It has ${memberNames(known)
        .slice(0, 12)
        .map((each) => `\`${each}\``)
        .join(", ")}.`,
    ),
  );
}

function notAvailable(name: string, span: Span, report: Report): void {
  report.error(
    "E222",
    span,
    `\`${name}\` is not available in scenarios.`,
    "A scenario is about concurrency: leave it out, or write what it does as a `def`.",
  );
}

export function checkImports(module: ModuleText, program: ProgramContext, report: Report): void {
  for (const node of module.declarations) if (node.kind === "Import") checkImport(node, program, report);
}

function checkImport(node: Import, program: ProgramContext, report: Report): void {
  for (const { module, name } of node.names) {
    if (!isLibraryModule(module) && !silentModules.has(module)) {
      report.error(
        "E223",
        node.span,
        `There is no module \`${module}\` here.`,
        didYouMean(module, [...libraryNames(), ...silentModules], "Scenarios know Python's concurrency modules only."),
      );
    } else if (name !== null && name !== "*" && program.member(module, name).kind === "unknown") {
      if (library(module) === null && isHarmless(module)) continue;
      unknownMember(module, name, node.span, report);
    }
  }
}

/** Imported for annotations and decorators, which are not evaluated. */
function isHarmless(module: string): boolean {
  return (
    module === "typing" ||
    module === "typing_extensions" ||
    module === "types" ||
    module === "collections.abc" ||
    module === "__future__" ||
    module === "dataclasses" ||
    module === "abc"
  );
}
