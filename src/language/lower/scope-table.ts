/** The scopes of a module while they are found: opening them, and noting what each binds and uses. */
import type { ClassDef, Parameter, Span } from "../syntax.js";
import { boundOutside, variable, type Scope, type Use } from "./scope.js";

export type Store = Exclude<Use["store"], false>;

export class ScopeTable {
  readonly of = new Map<object, Scope>();
  readonly root: Scope;
  #hidden = 0;
  #loops = 0;
  readonly #all: Scope[] = [];

  constructor() {
    this.root = this.open("module", null, "", { start: 0, end: 0 }, [], null, this);
  }

  open(
    kind: Scope["kind"],
    parent: Scope | null,
    name: string,
    span: Span,
    params: readonly Parameter[],
    cls: ClassDef | null,
    node: object,
  ): Scope {
    const scope = {
      kind,
      parent,
      host: parent?.host,
      name,
      span,
      params,
      cls,
      node,
      bound: new Map(),
      sites: new Map(),
      globals: new Map(),
      nonlocals: new Map(),
      imports: new Map(),
      cells: new Map(),
      rebound: new Set(),
      free: [],
      uses: [],
      attributes: [],
      calls: [],
    } as { -readonly [Key in keyof Scope]: Scope[Key] };
    if (kind === "module" || kind === "function") scope.host = scope;
    for (const param of params) scope.bound.set(param.name, param.name);
    this.of.set(node, scope);
    this.#all.push(scope);
    return scope;
  }

  bind(scope: Scope, name: string, span: Span, store: Store = "assign"): void {
    const sites = scope.sites.get(name);
    if (sites === undefined) scope.sites.set(name, { count: 1, first: span.start, inLoop: this.#loops > 0 });
    else {
      sites.count++;
      sites.inLoop ||= this.#loops > 0;
    }
    const framed = scope.kind === "function";
    if (scope.kind !== "module" && !scope.bound.has(name))
      scope.bound.set(name, framed ? name : `$${name}.${++this.#hidden}`);
    scope.uses.push({ scope, name, span, store });
  }

  use(scope: Scope, name: string, span: Span): void {
    scope.uses.push({ scope, name, span, store: false });
  }

  loop(body: () => void): void {
    this.#loops++;
    body();
    this.#loops--;
  }

  outsideLoops(body: () => void): void {
    const saved = this.#loops;
    this.#loops = 0;
    body();
    this.#loops = saved;
  }

  /** Parents come before children in `#all`, so an outer function's names are settled first. */
  settle(shared: ReadonlySet<string>): void {
    for (const scope of this.#all) {
      if (scope.kind === "module") continue;
      for (const name of [...scope.bound.keys()]) if (this.#leavesScope(scope, name, shared)) scope.bound.delete(name);
    }
    for (const scope of this.#all) for (const use of scope.uses) this.#capture(use);
  }

  #capture(use: Use): void {
    const found = variable(use.scope, use.name, use.span.start);
    if (found.kind === "cell" && use.store !== false && use.scope.nonlocals.has(use.name))
      found.owner.rebound.add(found.slot);
  }

  #leavesScope(scope: Scope, name: string, shared: ReadonlySet<string>): boolean {
    if (scope.params.some((param) => param.name === name)) return false;
    if (scope.globals.has(name) || scope.nonlocals.has(name)) return true;
    return scope.kind === "function" && !scope.name.startsWith("<") && shared.has(name) && !boundOutside(scope, name);
  }
}
