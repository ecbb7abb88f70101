/** The library's texts, parsed and with their names sorted out once per process. */
import type { LibraryModule } from "../../programs/primitives/modules.js";
import { modules } from "../../programs/primitives/modules.js";
import { formatDiagnostics, type Diagnostic } from "../diagnostic.js";
import { parse } from "../parse.js";
import { Source } from "../source.js";
import type { ClassDef, Declaration } from "../syntax.js";
import type { ModuleText } from "./context.js";
import { classBody } from "./dataclass.js";
import type { ImportTarget } from "./scope.js";
import { buildScopes, importTarget } from "./scopes.js";

export interface Library extends ModuleText {
  readonly entry: LibraryModule;
}

const loaded = new Map<string, Library>();
const entries = new Map(modules.map((entry) => [entry.name, entry]));

/** Is this a module of the library, or a package that holds one (`concurrent`)? */
export function isLibraryModule(name: string): boolean {
  return entries.has(name) || modules.some((entry) => entry.name.startsWith(`${name}.`));
}

export function libraryNames(): string[] {
  return modules.map((entry) => entry.name);
}

/** The module whose defaults include the name. */
export function defaultModule(name: string): string | null {
  return modules.find((entry) => entry.defaults.includes(name))?.name ?? null;
}

export function defaultNames(): string[] {
  return modules.flatMap((entry) => entry.defaults);
}

/** Null if there is no such module. */
export function library(name: string): Library | null {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const entry = entries.get(name);
  if (entry === undefined) return null;
  const source = new Source(entry.text, name);
  const { syntax, diagnostics } = parse(source, { primitives: true });
  const errors = diagnostics.filter((diagnostic: Diagnostic) => diagnostic.severity === "error");
  if (errors.length > 0) throw new Error(`bug in the library:\n${formatDiagnostics(source, errors)}`);
  const made: Library = { entry, ...moduleText(name, source, syntax.declarations) };
  loaded.set(name, made);
  return made;
}

/** All that a module offers. */
export function memberNames(module: Library): string[] {
  return [...module.declared.keys(), ...Object.keys(module.entry.natives), ...module.imports.keys()].filter(
    (name) => !name.startsWith("_"),
  );
}

export function moduleText(name: string, source: Source, declarations: readonly Declaration[]): ModuleText {
  const declared = new Map<string, Declaration>();
  const imports = new Map<string, ImportTarget>();
  const classes = new Map<string, ClassDef>();
  for (const declaration of declarations) {
    if (declaration.kind === "Import")
      for (const { module, name: member, alias } of declaration.names)
        imports.set(alias, importTarget(module, member, alias));
    else for (const [declaredName, node] of namesOf(declaration)) declared.set(declaredName, node);
    if (declaration.kind === "ClassDef") classes.set(declaration.name, declaration);
  }
  for (const node of classes.values()) classBody(node, classes);
  const shared = new Set([...declared].filter(([, node]) => node.kind === "Shared").map(([sharedName]) => sharedName));
  return { name, source, declarations, declared, imports, scopes: buildScopes(declarations, shared) };
}

function namesOf(declaration: Declaration): [string, Declaration][] {
  switch (declaration.kind) {
    case "Const":
    case "Shared":
    case "FunctionDef":
    case "ClassDef":
      return [[declaration.name, declaration]];
    case "Unit":
      return [[declaration.name, declaration], ...declaration.units.flatMap(namesOf)];
    default:
      return [];
  }
}
