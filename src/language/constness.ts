/**
 * What never changes once the units run, so that reading it is no step: attributes that only `__init__` sets, and
 * containers that are only ever looked at. Both are decided by name over the whole program, and in doubt against.
 */
import type { Global } from "../programs/program.js";
import type { ModuleText } from "./lower/context.js";
import { children, isExpression, isName, kindOf, walk } from "./lower/nodes.js";
import { classBody } from "./lower/dataclass.js";
import { oncePer } from "./lower/once.js";
import type { ClassDef, Declaration, Expression, FunctionDef, Statement } from "./syntax.js";

/** What a declaration does, by name: all that is asked about it here. */
export interface Uses {
  /** Attributes that it assigns other than as `self.x = …` in an `__init__` that keeps `self` to itself; "*": any. */
  readonly stored: readonly string[];
  /** Attributes that it assigns at all. */
  readonly storedByAny: readonly string[];
  /** Attributes that it mentions. */
  readonly mentioned: readonly string[];
  /** A `__new__` may give an object that others have seen long ago; `__init__` is called for it again. */
  readonly remakes: boolean;
  /** Names that stand somewhere where their value could be changed or kept; attributes likewise. */
  readonly escaped: readonly string[];
  readonly escapedAttributes: readonly string[];
  /** Attributes that are given fresh containers. */
  readonly fresh: readonly string[];
}

export const usesOf = oncePer((node: Declaration): Uses => {
  const containers = new Containers();
  containers.declaration(node);
  return {
    stored: storedIn(node, false),
    storedByAny: storedIn(node, true),
    mentioned: attributesIn(node),
    remakes: remakes(node),
    escaped: [...containers.escaped],
    escapedAttributes: [...containers.escapedAttributes],
    fresh: [...containers.attributes],
  };
});

// --- attributes ------------------------------------------------------------------------------------------------------

/** Names of attributes that some code of the program changes. */
export function mutableAttributes(uses: readonly Uses[]): ReadonlySet<string> {
  const remade = uses.some(({ remakes }) => remakes);
  const mutable = union(uses.map((each) => (remade ? each.storedByAny : each.stored)));
  if (mutable.has("*")) for (const { mentioned } of uses) for (const name of mentioned) mutable.add(name);
  mutable.delete("*");
  return mutable;
}

function remakes(node: Declaration): boolean {
  let found = false;
  walk(node, (part) => {
    if (kindOf(part) === "FunctionDef" && (part as FunctionDef).name === "__new__") found = true;
    return true;
  });
  return found;
}

function storedIn(node: Declaration, remade: boolean): string[] {
  const names = new Set<string>();
  new Attributes(names, remade).visit(node, null);
  return [...names];
}

function attributesIn(node: Declaration): string[] {
  const names = new Set<string>();
  walk(node, (part) => {
    if (isExpression(part) && part.kind === "Attribute") names.add(part.name);
    return true;
  });
  return [...names];
}

/** In an `__init__`: its first parameter, and the class for private names. */
class Attributes {
  readonly #mutable: Set<string>;
  readonly #remade: boolean;

  constructor(mutable: Set<string>, remade: boolean) {
    this.#mutable = mutable;
    this.#remade = remade;
  }

  visit(node: object, self: string | null, cls = ""): void {
    switch (kindOf(node)) {
      case "ClassDef":
        return this.#class(node as ClassDef);
      case "FunctionDef":
        return this.#function(node as FunctionDef, cls);
      case "Call":
        this.#call(node as Extract<Expression, { kind: "Call" }>);
    }
    for (const target of targetsOf(node)) this.#store(target, self, cls);
    for (const child of children(node)) this.visit(child, self, cls);
  }

  #class(node: ClassDef): void {
    for (const part of [...node.decorators, ...node.bases]) this.visit(part, null);
    for (const statement of classBody(node)) this.visit(statement, null, node.name);
  }

  #function(node: FunctionDef, cls: string): void {
    const first = node.params[0]?.name ?? null;
    const initialises = cls !== "" && node.name === "__init__" && !this.#remade;
    const keeps = initialises && first !== null && !escapes(node.body, first);
    for (const child of children(node)) this.visit(child, keeps ? first : null, cls);
  }

  #store(target: Expression, self: string | null, cls: string): void {
    if (target.kind === "Tuple" || target.kind === "List")
      for (const item of target.items) this.#store(item, self, cls);
    else if (target.kind === "Starred") this.#store(target.value, self, cls);
    else if (
      target.kind === "Attribute" &&
      !(self !== null && target.object.kind === "Name" && target.object.id === self)
    )
      this.#add(target.name, cls);
  }

  #add(name: string, cls: string): void {
    const hidden = name.startsWith("__") && !name.endsWith("__") && cls !== "";
    this.#mutable.add(hidden ? `_${cls.replace(/^_+/, "")}${name}` : name);
  }

  /** `setattr(o, "x", v)` */
  #call(node: Extract<Expression, { kind: "Call" }>): void {
    const { callee, args } = node;
    const name = callee.kind === "Name" ? callee.id : callee.kind === "Attribute" ? callee.name : "";
    if (name !== "setattr" && name !== "delattr" && name !== "__setattr__") return;
    const value = args.map((arg) => arg.value).find((arg) => arg.kind === "Constant" && typeof arg.value === "string");
    this.#mutable.add(value?.kind === "Constant" && typeof value.value === "string" ? value.value : "*");
  }
}

/** Does the body use the bare parameter other than for `self.attribute`, or call a method of it? Then others may see it half made. */
function escapes(body: readonly Statement[], self: string): boolean {
  const bare = (node: object): boolean => {
    const expr = node as Expression;
    if (isExpression(node)) {
      if (expr.kind === "Name") return expr.id === self;
      if (expr.kind === "Attribute" && expr.object.kind === "Name") return false;
      if (
        expr.kind === "Call" &&
        expr.callee.kind === "Attribute" &&
        expr.callee.object.kind === "Name" &&
        expr.callee.object.id === self
      )
        return true;
    }
    return children(node).some(bare);
  };
  const inner = (node: object): boolean => {
    const kind = kindOf(node);
    if (kind !== "FunctionDef" && kind !== "Lambda") return children(node).some(inner);
    let mentioned = false;
    walk(node, (part) => (isName(part) && part.id === self ? ((mentioned = true), false) : true));
    return mentioned;
  };
  return body.some((statement) => bare(statement) || inner(statement));
}

/** What a statement stores into or deletes. */
function targetsOf(node: object): readonly Expression[] {
  const statement = node as Statement;
  switch (statement.kind) {
    case "Assign":
    case "Delete":
      return statement.targets;
    case "AugAssign":
    case "AnnAssign":
    case "For":
      return [statement.target];
    case "With":
      return statement.items.flatMap((item) => (item.target === null ? [] : [item.target]));
    default:
      return kindOf(node) === "" && "iterable" in node && "target" in node && isTarget(node.target)
        ? [node.target]
        : [];
  }
}

function isTarget(value: unknown): value is Expression {
  return typeof value === "object" && value !== null && isExpression(value);
}

// --- containers ------------------------------------------------------------------------------------------------------

export interface ConstantContainers {
  readonly globals: ReadonlySet<number>;
  readonly attributes: ReadonlySet<string>;
}

/** Names whose container is made where they are declared and only looked at everywhere else. `uses`: of the whole program. */
export function constantContainers(
  scenario: ModuleText,
  uses: readonly Uses[],
  globals: readonly Global[],
  mutable: ReadonlySet<string>,
): ConstantContainers {
  // What the library calls by a name is something else than what the scenario calls by it.
  const escaped = union(scenario.declarations.map((node) => usesOf(node).escaped));
  const constant = new Set<number>();
  globals.forEach((global, index) => {
    const node = scenario.declared.get(global.name);
    if (global.mutable || (node?.kind !== "Shared" && node?.kind !== "Const")) return;
    if (isFresh(node.value) && !escaped.has(global.name)) constant.add(index);
  });
  const escapedAttributes = union(uses.map((each) => each.escapedAttributes));
  const fresh = [...union(uses.map((each) => each.fresh))];
  const attributes = fresh.filter((name) => !mutable.has(name) && !escapedAttributes.has(name));
  return { globals: constant, attributes: new Set(attributes) };
}

function union(sets: readonly (readonly string[])[]): Set<string> {
  const all = new Set<string>();
  for (const set of sets) for (const name of set) all.add(name);
  return all;
}

const readOnlyMethods: ReadonlySet<string> = new Set(["index", "count", "get", "keys", "values", "items", "copy"]);
const readOnlyFunctions: ReadonlySet<string> = new Set([
  "len",
  "sum",
  "min",
  "max",
  "any",
  "all",
  "sorted",
  "list",
  "tuple",
  "set",
  "frozenset",
  "dict",
  "enumerate",
  "zip",
  "reversed",
  "repr",
  "str",
  "print",
  "range",
  "bool",
]);
const makers: ReadonlySet<string> = new Set(["list", "dict", "set", "tuple", "sorted", "range", "deque", "frozenset"]);

/** Does the expression make a container that nobody else has? */
function isFresh(expr: Expression): boolean {
  switch (expr.kind) {
    case "List":
    case "Dict":
    case "Set":
    case "Tuple":
      return true;
    case "Comprehension":
      return expr.form !== "generator";
    case "Binary":
      return isFresh(expr.left) || isFresh(expr.right);
    case "Call":
      return expr.callee.kind === "Name" && makers.has(expr.callee.id);
    default:
      return false;
  }
}

class Containers {
  readonly escaped = new Set<string>();
  readonly escapedAttributes = new Set<string>();
  readonly attributes = new Set<string>();

  declaration(node: Declaration): void {
    if (node.kind === "Property") return this.#look(node.expr, node.then);
    if (node.kind === "Outcome") return this.#look(...node.exprs);
    if (node.kind === "Expect" || node.kind === "Compare") return;
    this.#visit(node);
  }

  #look(...exprs: (Expression | null)[]): void {
    for (const expr of exprs) if (expr !== null) this.#read(expr);
  }

  /** A place where a bare name or attribute is only looked at. */
  #read(expr: Expression): void {
    if (expr.kind === "Name") return;
    if (expr.kind === "Attribute")
      return this.#visit(expr.object, expr.object.kind === "Name" || expr.object.kind === "Attribute");
    if (expr.kind === "Starred") return this.#read(expr.value);
    this.#visit(expr);
  }

  #visit(node: object, harmless = false): void {
    if (isExpression(node)) return this.#expression(node, harmless);
    const statement = node as Statement;
    if (statement.kind === "Assign") return this.#assign(statement.targets, statement.value);
    if (statement.kind === "AnnAssign") return this.#assign([statement.target], statement.value);
    if (statement.kind === "For") {
      this.#read(statement.iterable);
      for (const part of [statement.target, ...statement.body, ...statement.orelse]) this.#visit(part);
      return;
    }
    const kind = kindOf(node);
    if (kind === "" && "iterable" in node && isTarget(node.iterable)) return this.#read(node.iterable);
    for (const target of targetsOf(node)) this.#changed(target);
    const body = kind === "ClassDef" ? [...children(node), ...classBody(node as ClassDef)] : children(node);
    for (const child of body) this.#visit(child);
  }

  #assign(targets: readonly Expression[], value: Expression | null): void {
    for (const target of targets) {
      if (target.kind === "Attribute" && value !== null && isFresh(value)) {
        this.attributes.add(target.name);
        this.#visit(target.object, true);
        continue;
      }
      if (target.kind === "Attribute") this.escapedAttributes.add(target.name);
      this.#changed(target);
      this.#visit(target, target.kind === "Name");
    }
    if (value !== null) this.#visit(value);
  }

  /** `x[i] = …`, `del x[i]`, `x[i] += …` change x. */
  #changed(target: Expression): void {
    if (target.kind === "Tuple" || target.kind === "List") for (const item of target.items) this.#changed(item);
    else if (target.kind === "Subscript") this.#escape(target.object);
    else if (target.kind === "Attribute") this.escapedAttributes.add(target.name);
    else if (target.kind === "Name") this.escaped.add(target.id);
  }

  #escape(expr: Expression): void {
    if (expr.kind === "Name") this.escaped.add(expr.id);
    else if (expr.kind === "Attribute") this.escapedAttributes.add(expr.name);
  }

  #expression(expr: Expression, harmless: boolean): void {
    switch (expr.kind) {
      case "Name":
        if (!harmless) this.escaped.add(expr.id);
        return;
      case "Attribute":
        if (!harmless) this.escapedAttributes.add(expr.name);
        return this.#visit(expr.object, expr.object.kind !== "Call");
      case "Subscript":
        this.#read(expr.object);
        return this.#visit(expr.index);
      case "Call":
        return this.#call(expr);
      case "Compare":
        for (const side of [expr.left, ...expr.comparators]) this.#read(side);
        return;
      case "Comprehension":
        for (const clause of expr.clauses) {
          this.#read(clause.iterable);
          this.#visit(clause.target);
          for (const condition of clause.conditions) this.#visit(condition);
        }
        for (const part of [expr.key, expr.element]) if (part !== null) this.#visit(part);
        return;
      case "FString":
        for (const part of expr.parts) if ("value" in part) this.#read(part.value);
        return;
      default:
        for (const child of children(expr)) this.#visit(child);
    }
  }

  #call(expr: Extract<Expression, { kind: "Call" }>): void {
    const { callee, args } = expr;
    const looks = callee.kind === "Name" && readOnlyFunctions.has(callee.id);
    if (callee.kind === "Attribute") {
      if (readOnlyMethods.has(callee.name)) this.#read(callee.object);
      else this.#visit(callee.object);
      this.#maybeContainerMethod(callee);
    } else this.#visit(callee, true);
    for (const arg of args) {
      if (looks || arg.name === "*" || arg.name === "**" || arg.value.kind === "Starred") this.#read(arg.value);
      else this.#visit(arg.value);
    }
  }

  /** `o.items()` is a method call; an attribute of the same name is not claimed. */
  #maybeContainerMethod(callee: Extract<Expression, { kind: "Attribute" }>): void {
    this.escapedAttributes.add(callee.name);
  }
}
