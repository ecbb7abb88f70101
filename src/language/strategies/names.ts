/** What names mean in a scenario's text, what a piece of it can reach, and names that are still free. */
import type { ModuleText } from "../lower/context.js";
import { defaultModule, isLibraryModule } from "../lower/library.js";
import { isName, walk } from "../lower/nodes.js";
import { variable, type ImportTarget, type Scope } from "../lower/scope.js";
import type { Declaration, Expression } from "../syntax.js";

/** `threading.Lock` for `Lock`, `threading.Lock`, or whatever name it was imported by; null if it is none of the library's. */
export function libraryName(module: ModuleText, scope: Scope, expr: Expression): string | null {
  if (expr.kind === "Attribute") {
    const object = libraryName(module, scope, expr.object);
    return object === null ? null : `${object}.${expr.name}`;
  }
  if (expr.kind !== "Name") return null;
  const found = variable(scope, expr.id);
  if (found.kind === "import") return importedName(found.target);
  if (found.kind !== "global" || module.declared.has(expr.id)) return null;
  const target = module.imports.get(expr.id);
  if (target !== undefined) return importedName(target);
  const home = defaultModule(expr.id);
  return home !== null ? `${home}.${expr.id}` : isLibraryModule(expr.id) ? expr.id : null;
}

function importedName({ module, name }: ImportTarget): string {
  return name === null ? module : `${module}.${name}`;
}

/** The declaration that a name means; null for what is local, imported or built in. */
export function declarationOf(module: ModuleText, scope: Scope, expr: Expression): Declaration | null {
  if (expr.kind !== "Name" || variable(scope, expr.id).kind !== "global") return null;
  return module.declared.get(expr.id) ?? null;
}

/** The scope of a declaration's own code. */
export function scopeOf(module: ModuleText, node: object): Scope {
  return module.scopes.of.get(node) ?? module.scopes.root;
}

/** All declarations that pieces of code mention, and those that these mention, and so on; in the order of the text. */
export function reachedFrom(module: ModuleText, roots: readonly object[]): Set<Declaration> {
  const reached = new Set<Declaration>();
  const pending = [...roots];
  for (let root = pending.pop(); root !== undefined; root = pending.pop()) {
    const scope = scopeOf(module, root);
    walk(root, (node) => {
      const found = isName(node) ? declarationOf(module, scope, node) : null;
      if (found !== null && !reached.has(found)) {
        reached.add(found);
        pending.push(found);
      }
      return true;
    });
  }
  return new Set([...module.declared.values()].filter((node) => reached.has(node)));
}

/** Gives out names that occur nowhere in the scenario. */
export class FreeNames {
  readonly #taken = new Set<string>();

  constructor(declarations: readonly Declaration[]) {
    for (const declaration of declarations)
      walk(declaration, (node) => {
        for (const [key, value] of Object.entries(node))
          if (typeof value === "string" && (key === "id" || key === "name" || key === "alias")) this.#taken.add(value);
        return true;
      });
  }

  /** `word`, or else `word_2`, `word_3`, … */
  take(word: string): string {
    let name = word;
    for (let n = 2; this.#taken.has(name); n++) name = `${word}_${n}`;
    this.#taken.add(name);
    return name;
  }
}
