/**
 * Which variable a name means, by Python's rules: names bound in a function are its locals, inner functions
 * capture them through cells, class bodies are invisible from their methods, comprehensions have a scope but no
 * frame (as CPython 3.12 inlines them). One rule is ours: inside units and functions, a name declared `shared`
 * that is assigned is the shared one, without `global`.
 */
import type { ClassDef, Expression, FunctionDef, Parameter, Span } from "../syntax.js";

/** What an import binds: a module (`name` null) or a module's member. */
export interface ImportTarget {
  readonly module: string;
  readonly name: string | null;
}

/** How often and where a name is bound in a scope; decides whether its cell is constant. */
export interface BindingSites {
  count: number;
  first: number;
  inLoop: boolean;
}

/** A function, unit, property or lambda has a frame ("function"); so has the initial code ("module"). Others live in their host's frame. */
export interface Scope {
  readonly kind: "module" | "function" | "class" | "comprehension";
  readonly parent: Scope | null;
  /** The scope whose frame holds the slots; itself for "module" and "function". */
  readonly host: Scope;
  /** As in `Class.method`; "" for the module. */
  readonly name: string;
  readonly span: Span;
  readonly params: readonly Parameter[];
  /** Name → slot name. Scopes without a frame use names no source can spell. */
  readonly bound: Map<string, string>;
  readonly sites: Map<string, BindingSites>;
  readonly globals: Map<string, Span>;
  readonly nonlocals: Map<string, Span>;
  readonly imports: Map<string, ImportTarget>;
  /** Slots of this frame that inner functions capture. */
  readonly cells: Map<string, number>;
  /** Slots of this frame that inner functions assign (`nonlocal`). */
  readonly rebound: Set<string>;
  /** Slots of outer frames that this function captures. */
  readonly free: string[];
  /** The class whose body this is, or whose method: for `super()` and private names. */
  readonly cls: ClassDef | null;
  readonly node: object;
  readonly uses: Use[];
  /** `a.b` expressions in this scope, for what modules are asked. */
  readonly attributes: Extract<Expression, { kind: "Attribute" }>[];
  readonly calls: Extract<Expression, { kind: "Call" }>[];
}

export interface Use {
  readonly scope: Scope;
  readonly name: string;
  readonly span: Span;
  /** False: the name is read. "augment": `x += …`, "define": `def` and `class`, "loop": a target of `for`, `with`, `except`. */
  readonly store: false | "assign" | "augment" | "define" | "delete" | "loop";
}

/** What a name means before modules are asked. */
export type Variable =
  | { readonly kind: "local"; readonly slot: string; readonly owner: Scope }
  | { readonly kind: "cell"; readonly slot: string; readonly constant: boolean; readonly owner: Scope }
  | { readonly kind: "import"; readonly target: ImportTarget }
  | { readonly kind: "global"; readonly name: string };

/** Looks a name up from `scope` outwards. With `capture`, records what inner functions capture (before lowering). */
export function variable(scope: Scope, name: string, capture: number | null = null): Variable {
  const crossed: Scope[] = [];
  for (let at: Scope | null = scope; at !== null; at = at.parent) {
    if (at.kind === "module") break;
    const visible = at.kind !== "class" || crossed.length === 0;
    if (visible) {
      if (at.globals.has(name)) return { kind: "global", name };
      const target = at.imports.get(name);
      if (target !== undefined) return { kind: "import", target };
      const slot = at.bound.get(name);
      if (slot !== undefined) return found(at, name, slot, crossed, capture);
    }
    if (at.kind === "function") crossed.push(at);
  }
  return { kind: "global", name };
}

function found(at: Scope, name: string, slot: string, crossed: readonly Scope[], capture: number | null): Variable {
  const owner = at.host;
  const outer = crossed.filter((scope) => scope !== owner);
  if (outer.length > 0 && capture !== null) {
    owner.cells.set(slot, Math.min(owner.cells.get(slot) ?? capture, capture));
    for (const scope of outer) if (!scope.free.includes(slot)) scope.free.push(slot);
  }
  if (outer.length === 0 && !owner.cells.has(slot)) return { kind: "local", slot, owner };
  return { kind: "cell", slot, constant: isConstantCell(at, name, slot), owner };
}

/** Bound once, before anybody captured it, and not in a loop: nobody can ever see it change. */
function isConstantCell(at: Scope, name: string, slot: string): boolean {
  const sites = at.sites.get(name);
  if (at.host.rebound.has(slot)) return false;
  if (sites === undefined) return true;
  const captured = at.host.cells.get(slot) ?? 0;
  const parameter = at.params.some((param) => param.name === name);
  return !parameter && sites.count === 1 && !sites.inLoop && sites.first <= captured;
}

/** Does an enclosing function (not the module) bind the name? Then an assignment to it is not to the shared one. */
export function boundOutside(scope: Scope, name: string): boolean {
  for (let at = scope.parent; at !== null; at = at.parent) {
    if (at.kind !== "class" && at.kind !== "module" && at.bound.has(name)) return true;
  }
  return false;
}

/** The nearest class whose method (or body) this scope is in. */
export function enclosingClass(scope: Scope): ClassDef | null {
  for (let at: Scope | null = scope; at !== null; at = at.parent) if (at.cls !== null) return at.cls;
  return null;
}

/** Python's name mangling: `__x` in a class `C` is `_C__x`. */
export function mangled(scope: Scope, name: string): string {
  if (!name.startsWith("__") || name.endsWith("__")) return name;
  const cls = enclosingClass(scope);
  return cls === null ? name : `_${cls.name.replace(/^_+/, "")}${name}`;
}

/** Every name that a lookup from `scope` could find in enclosing functions; for suggestions. */
export function visibleNames(scope: Scope): string[] {
  const names: string[] = [];
  for (let at: Scope | null = scope; at !== null; at = at.parent) {
    if (at.kind !== "class") for (const name of at.bound.keys()) if (!name.startsWith("$")) names.push(name);
    names.push(...at.imports.keys());
  }
  return names;
}

/** The `__init__` and friends of functions: their parameters as Code wants them. */
export function parameters(params: readonly Parameter[]): {
  positional: Parameter[];
  keywordOnly: Parameter[];
  star: Parameter | null;
  doubleStar: Parameter | null;
} {
  return {
    positional: params.filter((param) => param.kind === "positional"),
    keywordOnly: params.filter((param) => param.kind === "keyword-only"),
    star: params.find((param) => param.kind === "*" && param.name !== "") ?? null,
    doubleStar: params.find((param) => param.kind === "**") ?? null,
  };
}

export type FrameNode = FunctionDef | Extract<Expression, { kind: "Lambda" | "Comprehension" }>;

/** The scope that was opened for a node. */
export function scopeOfKey(scopes: ReadonlyMap<object, Scope>, key: object): Scope {
  const scope = scopes.get(key);
  if (scope === undefined) throw new Error("bug in lowering: an expression without a scope");
  return scope;
}
