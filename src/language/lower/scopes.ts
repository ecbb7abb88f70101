/** Builds the scopes of a module (the scenario, or a library text) in one walk, then settles who captures what. */
import type {
  ClassDef,
  Declaration,
  Expression,
  FunctionDef,
  Import,
  Parameter,
  Span,
  Statement,
  UnitDecl,
} from "../syntax.js";
import { classBody } from "./dataclass.js";
import { children, isExpression, kindOf } from "./nodes.js";
import type { Scope } from "./scope.js";
import { ScopeTable, type Store } from "./scope-table.js";

/** Scopes by the node that opens them (functions, lambdas, comprehensions, classes, units, property expressions). */
export interface ModuleScopes {
  readonly root: Scope;
  readonly of: ReadonlyMap<object, Scope>;
}

type Comprehension = Extract<Expression, { kind: "Comprehension" }>;

/** `shared`: names that functions assign without `global`. */
export function buildScopes(declarations: readonly Declaration[], shared: ReadonlySet<string>): ModuleScopes {
  const builder = new ScopeBuilder();
  for (const declaration of declarations) builder.declaration(declaration);
  builder.settle(shared);
  return { root: builder.root, of: builder.of };
}

class ScopeBuilder extends ScopeTable {
  // --- declarations ----------------------------------------------------------------------------------------------

  declaration(node: Declaration): void {
    switch (node.kind) {
      case "FunctionDef":
        return this.function(this.root, node);
      case "ClassDef":
        return this.class(this.root, node);
      case "Const":
      case "Shared":
        return this.visit(this.root, node.value);
      case "Unit":
        return this.unit(this.root, node);
      case "Main":
        return this.body(this.open("function", this.root, "main", node.span, [], null, node), node.body);
      case "Property":
        this.expressionFrame(node.expr);
        if (node.then !== null) this.expressionFrame(node.then);
        return;
      case "Outcome":
        for (const expr of node.exprs) this.expressionFrame(expr);
        return;
      case "Expect":
        if (node.expectation.kind !== "outcomes") return;
        for (const expr of [...node.expectation.exprs, ...node.expectation.values]) this.expressionFrame(expr);
        return;
      default:
        return;
    }
  }

  /** A property or outcome expression: a code of its own. */
  expressionFrame(expr: Expression): void {
    this.visit(this.open("function", this.root, "", expr.span, [], null, frameKey(expr)), expr);
  }

  unit(parent: Scope, node: UnitDecl): void {
    const { count, over } = node.multiplicity;
    if (count !== null) this.visit(parent, count);
    if (over !== null) {
      const inline = this.open("comprehension", parent, "", node.span, [], null, node.multiplicity);
      this.visit(parent, over.iterable);
      this.target(inline, over.target);
      for (const param of node.multiplicity.params) this.use(inline, param.name, param.span);
    }
    const scope = this.open("function", this.root, node.name, node.span, node.multiplicity.params, null, node);
    for (const inner of node.units) if (inner.kind === "Unit") this.unit(scope, inner);
    this.body(scope, node.body);
  }

  // --- functions and classes -------------------------------------------------------------------------------------

  function(scope: Scope, node: FunctionDef): void {
    for (const decorator of node.decorators) this.visit(scope, decorator);
    this.defaults(scope, node.params);
    this.bind(scope, node.name, node.nameSpan, "define");
    const inner = this.open("function", scope, node.name, node.span, node.params, null, node);
    this.outsideLoops(() => this.body(inner, node.body));
  }

  defaults(scope: Scope, params: readonly Parameter[]): void {
    for (const param of params) if (param.default !== null) this.visit(scope, param.default);
  }

  class(scope: Scope, node: ClassDef): void {
    for (const decorator of node.decorators) this.visit(scope, decorator);
    for (const base of node.bases) this.visit(scope, base);
    this.bind(scope, node.name, node.nameSpan, "define");
    const inner = this.open("class", scope, node.name, node.span, [], node, node);
    this.body(inner, classBody(node));
  }

  body(scope: Scope, statements: readonly Statement[]): void {
    for (const statement of statements) this.visit(scope, statement);
  }

  // --- statements and expressions --------------------------------------------------------------------------------

  visit(scope: Scope, node: object): void {
    if (isExpression(node)) {
      if (node.kind === "Attribute") scope.attributes.push(node);
      if (node.kind === "Call") scope.calls.push(node);
    }
    const handle = this.#special(scope, node);
    if (handle !== null) return handle();
    for (const child of children(node)) this.visit(scope, child);
  }

  #special(scope: Scope, node: object): (() => void) | null {
    if (isExpression(node)) return this.#specialExpression(scope, node);
    const statement = node as Statement;
    switch (kindOf(node)) {
      case "FunctionDef":
        return () => this.function(scope, node as FunctionDef);
      case "ClassDef":
        return () => this.class(scope, node as ClassDef);
      case "Import":
        return () => this.import(scope, node as Import);
      default:
        return this.#specialStatement(scope, statement);
    }
  }

  #specialStatement(scope: Scope, node: Statement): (() => void) | null {
    switch (node.kind) {
      case "Assign":
        return () => {
          this.visit(scope, node.value);
          for (const target of node.targets) this.target(scope, target);
        };
      case "AugAssign":
        return () => {
          this.visit(scope, node.target);
          this.visit(scope, node.value);
          this.target(scope, node.target, "augment");
        };
      case "AnnAssign":
        return () => {
          if (node.value !== null) this.visit(scope, node.value);
          if (node.value !== null || scope.kind !== "class") this.target(scope, node.target);
        };
      case "For":
        return () => {
          this.visit(scope, node.iterable);
          this.loop(() => {
            this.target(scope, node.target, "loop");
            this.body(scope, node.body);
          });
          this.body(scope, node.orelse);
        };
      case "While":
        return () => {
          this.loop(() => {
            this.visit(scope, node.test);
            this.body(scope, node.body);
          });
          this.body(scope, node.orelse);
        };
      case "Repeat":
        return () => {
          this.visit(scope, node.count);
          this.loop(() => this.body(scope, node.body));
        };
      case "With":
        return () => {
          for (const item of node.items) {
            this.visit(scope, item.context);
            if (item.target !== null) this.target(scope, item.target, "loop");
          }
          this.body(scope, node.body);
        };
      case "Delete":
        return () => {
          for (const target of node.targets) this.target(scope, target, "delete");
        };
      case "Try":
        return () => {
          this.body(scope, node.body);
          for (const handler of node.handlers) {
            if (handler.type !== null) this.visit(scope, handler.type);
            if (handler.name !== null) this.bind(scope, handler.name, handler.span, "loop");
            this.body(scope, handler.body);
          }
          this.body(scope, node.orelse);
          this.body(scope, node.finalbody);
        };
      case "Global":
      case "Nonlocal":
        return () => {
          const into = node.kind === "Global" ? scope.globals : scope.nonlocals;
          for (const name of node.names) into.set(name, node.span);
        };
      default:
        return null;
    }
  }

  #specialExpression(scope: Scope, node: Expression): (() => void) | null {
    switch (node.kind) {
      case "Name":
        return () => this.#name(scope, node.id, node.span);
      case "Lambda":
        return () => {
          this.defaults(scope, node.params);
          const inner = this.open("function", scope, "<lambda>", node.span, node.params, null, node);
          this.outsideLoops(() => this.visit(inner, node.body));
        };
      case "Comprehension":
        return () => this.comprehension(scope, node);
      case "Walrus":
        return () => {
          this.visit(scope, node.value);
          let target = scope;
          while (target.kind === "comprehension" && target.parent !== null) target = target.parent;
          this.bind(target, node.name, node.span);
        };
      default:
        return null;
    }
  }

  #name(scope: Scope, name: string, span: Span): void {
    this.use(scope, name, span);
    if (name !== "super") return;
    const method = scope.host;
    const first = method.params[0];
    const cls = method.parent?.cls ?? null;
    if (first !== undefined) this.use(scope, first.name, span);
    if (cls !== null) this.use(scope, cls.name, span);
  }

  comprehension(scope: Scope, node: Comprehension): void {
    const generator = node.form === "generator";
    const first = node.clauses[0];
    if (first !== undefined) this.visit(scope, first.iterable);
    const inner = this.open(
      generator ? "function" : "comprehension",
      scope,
      "<genexpr>",
      node.span,
      generator ? [iteratorParameter(node)] : [],
      null,
      node,
    );
    this.loop(() => {
      node.clauses.forEach((clause, i) => {
        if (i > 0) this.visit(inner, clause.iterable);
        this.target(inner, clause.target);
        for (const condition of clause.conditions) this.visit(inner, condition);
      });
      if (node.key !== null) this.visit(inner, node.key);
      this.visit(inner, node.element);
    });
  }

  target(scope: Scope, node: Expression, store: Store = "assign"): void {
    if (node.kind === "Name") this.bind(scope, node.id, node.span, store);
    else if (node.kind === "Tuple" || node.kind === "List")
      for (const item of node.items) this.target(scope, item, store);
    else if (node.kind === "Starred") this.target(scope, node.value, store);
    else this.visit(scope, node);
  }

  import(scope: Scope, node: Import): void {
    for (const { module, name, alias } of node.names) scope.imports.set(alias, importTarget(module, name, alias));
  }
}

const frameKeys = new WeakMap<Expression, object>();

/** The key under which a property expression's own frame is found in `ModuleScopes.of` (the expression itself may be a lambda). */
export function frameKey(expr: Expression): object {
  const known = frameKeys.get(expr);
  if (known !== undefined) return known;
  const key = { frameOf: expr };
  frameKeys.set(expr, key);
  return key;
}

/** `import a.b` binds `a`; `import a.b as c` binds the whole; `from a import b` the member. */
export function importTarget(
  module: string,
  name: string | null,
  alias: string,
): { module: string; name: string | null } {
  if (name !== null) return { module, name };
  const dot = module.indexOf(".");
  const first = dot < 0 ? module : module.slice(0, dot);
  return { module: alias === first ? first : module, name: null };
}

/** The hidden parameter of a generator expression: the iterator over its first iterable. */
export function iteratorParameter(node: Comprehension): Parameter {
  return { name: ".0", kind: "positional", default: null, annotation: null, span: node.span };
}
