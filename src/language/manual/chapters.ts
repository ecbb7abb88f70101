/**
 * The library as the semantics page shows it: its modules, their classes and functions. Names that begin with "_" are in
 * it where they matter to the reader: if they take a step, or are part of one.
 */
import type { LibraryModule } from "../../programs/primitives/modules.js";
import { modules } from "../../programs/primitives/modules.js";
import type { ModuleText } from "../lower/context.js";
import { library, memberNames } from "../lower/library.js";
import { printExpression } from "../print-expression.js";
import type { ClassDef, Declaration, Expression, FunctionDef, Statement } from "../syntax.js";
import { documented, lastName, mentioned, operation, type Operation } from "./operations.js";

export interface Kind {
  readonly name: string;
  readonly bases: readonly string[];
  readonly doc: string | null;
  /** As it is made: `Queue(maxsize=0)`. */
  readonly constructor_: Operation | null;
  readonly operations: readonly Operation[];
  /** Private functions without steps that those with steps call. */
  readonly parts: readonly FunctionDef[];
  /** Public operations of its base that it has unchanged. */
  readonly inherited: readonly string[];
}

export interface Chapter {
  readonly module: string;
  readonly exceptions: readonly Kind[];
  readonly kinds: readonly Kind[];
  readonly functions: readonly Operation[];
  readonly parts: readonly FunctionDef[];
  /** `FIRST_COMPLETED = "FIRST_COMPLETED"` */
  readonly constants: readonly string[];
  /** Members that are no code of the library: built-in functions and types, names of other modules. */
  readonly natives: readonly string[];
}

/** All modules, in the library's order. */
export function chapters(): Chapter[] {
  return modules.flatMap((entry) => chapter(entry));
}

function chapter(entry: LibraryModule): Chapter[] {
  const module = library(entry.name);
  if (module === null) return [];
  const { text } = module;
  const declared = [...text.declared.values()];
  const functions = declared.filter((node) => node.kind === "FunctionDef").map((node) => operation(node, false));
  const classes = declared.filter((node) => node.kind === "ClassDef");
  const inSteps = partsOfSteps(declared);
  const kinds = classes.map((node) => kind(node, text, inSteps)).filter((one) => isShown(one, classes));
  return [
    {
      module: entry.name,
      exceptions: kinds.filter(isException),
      kinds: kinds.filter((one) => !isException(one)),
      functions: functions.filter(isOperation),
      parts: functions.filter(({ name, steps }) => steps.length === 0 && isPart(name, inSteps)).map(({ node }) => node),
      constants: declared.flatMap(constant),
      natives: memberNames(module).filter((name) => !module.members.has(name)),
    },
  ];
}

function isOperation({ isPublic, steps }: Operation): boolean {
  return isPublic || steps.length > 0;
}

function isPart(name: string, inSteps: ReadonlySet<string>): boolean {
  return name.startsWith("_") && !name.endsWith("__") && inSteps.has(name);
}

function constant(node: Declaration): string[] {
  if (node.kind !== "Const" || node.name.startsWith("_")) return [];
  return [`${node.name} = ${printExpression(node.value, "list")}`];
}

function methods(node: ClassDef): FunctionDef[] {
  return node.body.filter((statement) => statement.kind === "FunctionDef");
}

/** A class with nothing but a docstring. */
function isException({ operations, constructor_, inherited }: Kind): boolean {
  return operations.length + inherited.length === 0 && constructor_ === null;
}

/** Public ones, those that take steps, and those that public ones are made of. */
function isShown({ name, operations, inherited }: Kind, classes: readonly ClassDef[]): boolean {
  if (!name.startsWith("_")) return true;
  if (operations.some(({ steps }) => steps.length > 0)) return true;
  const isBase = classes.some((other) => !other.name.startsWith("_") && baseNames(other).includes(name));
  return isBase && operations.length + inherited.length > 0;
}

function kind(node: ClassDef, module: ModuleText, inSteps: ReadonlySet<string>): Kind {
  const own = methods(node).map((method) => operation(method, true));
  const names = new Set(own.map(({ name }) => name));
  const base = ancestors(node, module).flatMap(methods);
  return {
    name: node.name,
    bases: baseNames(node),
    doc: documented(node.body).doc,
    constructor_: own.find(({ name }) => name === "__init__") ?? null,
    operations: own.filter(isOperation),
    parts: own.filter(({ name, steps }) => steps.length === 0 && isPart(name, inSteps)).map((one) => one.node),
    inherited: [...new Set(base.map((method) => operation(method, true)).flatMap(publicName))].filter(
      (name) => !names.has(name),
    ),
  };
}

function publicName({ isPublic, name }: Operation): string[] {
  return isPublic ? [name] : [];
}

function baseNames(node: ClassDef): string[] {
  return node.bases.map((base: Expression) => lastName(base) ?? printExpression(base));
}

/** Its base classes in the same module, and theirs. */
function ancestors(node: ClassDef, module: ModuleText): ClassDef[] {
  return baseNames(node).flatMap((name) => {
    const base = module.declared.get(name);
    return base?.kind === "ClassDef" ? [base, ...ancestors(base, module)] : [];
  });
}

/** The names that occur in functions that take steps, and in the private functions of those names. */
function partsOfSteps(declared: readonly Declaration[]): Set<string> {
  const functions = allFunctions(declared);
  const found = new Set<string>();
  const stepping = functions.filter(({ node, inClass }) => operation(node, inClass).steps.length > 0);
  const queue: object[] = stepping.map(({ node }) => node.body);
  for (let code = queue.pop(); code !== undefined; code = queue.pop()) {
    for (const name of mentioned(code)) {
      if (found.has(name)) continue;
      found.add(name);
      if (name.startsWith("_"))
        queue.push(...functions.filter(({ node }) => node.name === name).map(({ node }) => node.body));
    }
  }
  return found;
}

interface Located {
  readonly node: FunctionDef;
  readonly inClass: boolean;
}

/** The functions of a module and the methods of its classes. */
export function allFunctions(declared: readonly (Declaration | Statement)[]): Located[] {
  return declared.flatMap((node): Located[] => {
    if (node.kind === "FunctionDef") return [{ node, inClass: false }];
    return node.kind === "ClassDef" ? methods(node).map((method) => ({ node: method, inClass: true })) : [];
  });
}
