/** The modules of the library: what the build wrote down of them, and their texts, parsed when something needs them. */
import type { LibraryModule } from "../../programs/primitives/modules.js";
import { modules } from "../../programs/primitives/modules.js";
import { formatDiagnostics, type Diagnostic } from "../diagnostic.js";
import { parse } from "../parse.js";
import { Source } from "../source.js";
import type { ClassDef, Declaration } from "../syntax.js";
import type { ModuleText } from "./context.js";
import { classBody } from "./dataclass.js";
import { unpacked, type Facts } from "./facts.js";
import type { ImportTarget } from "./scope.js";
import { buildScopes, importTarget } from "./scopes.js";
import { shipped } from "./shipped.js";

export class Library {
  readonly entry: LibraryModule;
  readonly imports: ReadonlyMap<string, ImportTarget>;
  readonly members: ReadonlyMap<string, Member>;
  #text: ModuleText | null = null;

  constructor(entry: LibraryModule) {
    this.entry = entry;
    const known = entry.name in shipped ? shipped[entry.name]() : null;
    this.imports = known === null ? this.text.imports : new Map(Object.entries(known.imports));
    const members =
      known === null
        ? [...this.text.declared].map(([name, { kind }]) => new Member(this, name, kind))
        : Object.entries(known.members).map(([name, [kind, facts]]) => new Member(this, name, kind, facts));
    this.members = new Map(members.map((member) => [member.ownName, member]));
  }

  /** Parsed, and with its names sorted out. */
  get text(): ModuleText {
    return (this.#text ??= textOf(this.entry));
  }
}

/** A declaration in the library, which programs can use. */
export class Member {
  /** "threading.Lock" */
  readonly name: string;
  /** "Lock" */
  readonly ownName: string;
  readonly module: Library;
  readonly kind: Declaration["kind"];
  readonly #packed: (() => string) | null;
  #facts: Facts | null = null;

  constructor(module: Library, ownName: string, kind: Declaration["kind"], packed: (() => string) | null = null) {
    this.name = `${module.entry.name}.${ownName}`;
    this.ownName = ownName;
    this.module = module;
    this.kind = kind;
    this.#packed = packed;
  }

  /** What the build found out; null: nothing. */
  get facts(): Facts | null {
    return (this.#facts ??= this.#packed === null ? null : unpacked(this.#packed()));
  }

  get node(): Declaration {
    const node = this.module.text.declared.get(this.ownName);
    if (node === undefined) throw new Error(`bug in the library: ${this.name} is not in the text`);
    return node;
  }
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
  const made = new Library(entry);
  loaded.set(name, made);
  return made;
}

/** The member of that dotted name. */
export function memberCalled(name: string): Member {
  const dot = name.lastIndexOf(".");
  const member = library(name.slice(0, dot))?.members.get(name.slice(dot + 1));
  if (member === undefined) throw new Error(`bug in the library: there is no ${name}`);
  return member;
}

function textOf({ name, text }: LibraryModule): ModuleText {
  const source = new Source(text, name);
  const { syntax, diagnostics } = parse(source, { primitives: true });
  const errors = diagnostics.filter((diagnostic: Diagnostic) => diagnostic.severity === "error");
  if (errors.length > 0) throw new Error(`bug in the library:\n${formatDiagnostics(source, errors)}`);
  return moduleText(name, source, syntax.declarations);
}

/** All that a module offers. */
export function memberNames(module: Library): string[] {
  return [...module.members.keys(), ...Object.keys(module.entry.natives), ...module.imports.keys()].filter(
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
