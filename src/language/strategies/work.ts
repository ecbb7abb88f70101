/** What the functions that jobs call do: which of them wait, which only compute. */
import type { ModuleText } from "../lower/context.js";
import { children, kindOf } from "../lower/nodes.js";
import type { Scope } from "../lower/scope.js";
import type { ClassDef, Declaration, Expression, FunctionDef, Statement, UnitDecl } from "../syntax.js";
import { declarationOf, libraryName, scopeOf } from "./names.js";
import { holdsSeveral, waitingMethods, type Shared } from "./primitives.js";

type Routine = FunctionDef | UnitDecl;

export class Work {
  /** Functions that wait, themselves or in what they call. */
  readonly waiting: ReadonlySet<Declaration>;
  /** Functions that compute, and do not wait: a pool can carry them out. */
  readonly computing: ReadonlySet<Declaration>;
  /** Functions that wait, and jobs, in which there is something that a pool could compute. */
  readonly handingOff: ReadonlySet<Declaration>;
  /** Names of methods that wait, of the scenario's own classes. */
  readonly slowMethods: ReadonlySet<string>;
  /** Classes that wait where no method is named (`__init__`, `__enter__`, …), and names that hold their objects. */
  readonly slow: ReadonlySet<Declaration>;
  readonly #module: ModuleText;
  readonly #primitives: ReadonlySet<Declaration>;

  /** `reached`: all that the jobs use; `primitives`: what of it waits as a task does. */
  constructor(
    module: ModuleText,
    jobs: readonly UnitDecl[],
    reached: ReadonlySet<Declaration>,
    primitives: ReadonlySet<Declaration>,
  ) {
    this.#module = module;
    this.#primitives = primitives;
    const functions = [...reached].filter((node): node is FunctionDef => node.kind === "FunctionDef");
    const classes = [...reached].filter((node): node is ClassDef => node.kind === "ClassDef");
    this.waiting = this.#closure(functions, (node, scope) => this.waitsAt(node, scope));
    const calm = functions.filter((node) => !this.waiting.has(node) && !node.async && !this.#isOpen(node));
    this.computing = this.#closure(calm, (node) => kindOf(node) === "Cpu");
    const routines = [...functions.filter((node) => this.waiting.has(node)), ...jobs];
    this.handingOff = this.#closure(
      routines,
      (node, scope) => kindOf(node) === "Cpu" || this.calls(node, scope, this.computing),
    );
    this.slowMethods = this.#methods(classes);
    this.slow = this.#slow(reached, classes);
  }

  /** Does something in a piece of code wait, itself or in what it calls? */
  waits(root: object, scope: Scope): boolean {
    return this.some(root, scope, (node, at) => this.waitsAt(node, at) || this.#mentions(node, at, this.waiting));
  }

  /** Does this very statement or expression wait? Not what it calls. */
  waitsAt(node: object, scope: Scope): boolean {
    switch (kindOf(node)) {
      case "Io":
      case "Sleep":
      case "WaitUntil":
        return true;
      case "With":
        return (node as Extract<Statement, { kind: "With" }>).items.some(
          ({ context }) => this.primitiveOf(context, scope) !== null,
        );
      case "Call": {
        const { callee } = node as Extract<Expression, { kind: "Call" }>;
        return this.isSleep(callee, scope) || this.isWaitingMethod(callee, scope);
      }
      default:
        return false;
    }
  }

  isSleep(callee: Expression, scope: Scope): boolean {
    return libraryName(this.#module, scope, callee) === "time.sleep";
  }

  isWaitingMethod(callee: Expression, scope: Scope): boolean {
    return (
      callee.kind === "Attribute" && waitingMethods.has(callee.name) && this.primitiveOf(callee.object, scope) !== null
    );
  }

  /** `lock`, or `locks[i]`. */
  primitiveOf(expr: Expression, scope: Scope): Shared | null {
    if (expr.kind === "Subscript") {
      const several = this.#holder(expr.object, scope);
      return several !== null && holdsSeveral(several) ? several : null;
    }
    const single = this.#holder(expr, scope);
    return single !== null && !holdsSeveral(single) ? single : null;
  }

  /** The name under which primitives are. */
  #holder(expr: Expression, scope: Scope): Shared | null {
    const found = declarationOf(this.#module, scope, expr);
    return found !== null && this.#primitives.has(found) ? (found as Shared) : null;
  }

  isHolder(expr: Expression, scope: Scope): boolean {
    return this.#holder(expr, scope) !== null;
  }

  /** A function that is not called but named may be called by anybody. */
  #mentions(node: object, scope: Scope, known: ReadonlySet<Declaration>): boolean {
    const found = kindOf(node) === "Name" ? declarationOf(this.#module, scope, node as Expression) : null;
    return found !== null && known.has(found);
  }

  calls(node: object, scope: Scope, known: ReadonlySet<Declaration>): boolean {
    if (kindOf(node) !== "Call") return false;
    const found = declarationOf(this.#module, scope, (node as Extract<Expression, { kind: "Call" }>).callee);
    return found !== null && known.has(found);
  }

  /** Is something in a piece of code so, functions inside it included? */
  some(root: object, scope: Scope, test: (node: object, scope: Scope) => boolean): boolean {
    return children(root).some((child) => {
      const inner = this.#module.scopes.of.get(child) ?? scope;
      return test(child, inner) || this.some(child, inner, test);
    });
  }

  /** Those for which something in them is so, or in what they mention. */
  #closure(routines: readonly Routine[], test: (node: object, scope: Scope) => boolean): Set<Declaration> {
    const found = new Set<Declaration>();
    for (let before = -1; before < found.size;) {
      before = found.size;
      for (const routine of routines)
        if (this.someIn(routine, (node, scope) => test(node, scope) || this.#mentions(node, scope, found)))
          found.add(routine);
    }
    return found;
  }

  someIn(routine: Routine, test: (node: object, scope: Scope) => boolean): boolean {
    return this.some(routine, scopeOf(this.#module, routine), test);
  }

  /** A generator, or a function that uses a primitive: it cannot be carried out elsewhere. */
  #isOpen(node: FunctionDef): boolean {
    return this.someIn(
      node,
      (part, scope) =>
        /^Yield/.test(kindOf(part)) || (kindOf(part) === "Name" && this.isHolder(part as Expression, scope)),
    );
  }

  #methods(classes: readonly ClassDef[]): Set<string> {
    const methods = classes.flatMap(({ body }) =>
      body.filter((node): node is FunctionDef => node.kind === "FunctionDef" && !node.async),
    );
    const slow = new Set<string>();
    for (let before = -1; before < slow.size;) {
      before = slow.size;
      for (const method of methods)
        if (
          this.someIn(
            method,
            (node, scope) =>
              this.waitsAt(node, scope) ||
              this.#mentions(node, scope, this.waiting) ||
              (kindOf(node) === "Attribute" && slow.has((node as Extract<Expression, { kind: "Attribute" }>).name)),
          )
        )
          slow.add(method.name);
    }
    return slow;
  }

  #slow(reached: ReadonlySet<Declaration>, classes: readonly ClassDef[]): Set<Declaration> {
    const slow = new Set<Declaration>(
      classes.filter(({ body }) =>
        body.some(
          (node) => node.kind === "FunctionDef" && node.name.startsWith("__") && this.slowMethods.has(node.name),
        ),
      ),
    );
    const { root } = this.#module.scopes;
    const holders = [...reached].filter(
      (node) => node.kind === "Shared" && this.some(node, root, (part, scope) => this.calls(part, scope, slow)),
    );
    return new Set([...slow, ...holders]);
  }
}
