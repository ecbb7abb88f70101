/** Functions that wait as coroutines: what waited is awaited, and what computed may go to a pool. */
import type { ModuleText } from "../lower/context.js";
import { isExpression, kindOf } from "../lower/nodes.js";
import type { Scope } from "../lower/scope.js";
import type { Declaration, Expression, FunctionDef, Span, Statement } from "../syntax.js";
import { awaited, call, dotted, name, nowhere, parameter, positional, statement } from "./build.js";
import type { Computing } from "./computing.js";
import { declarationOf, libraryName, scopeOf } from "./names.js";
import { errorsAmongTasks } from "./primitives.js";
import type { Refusals } from "./refusals.js";
import { withChildren } from "./tree.js";
import type { Work } from "./work.js";

type Of<K extends Statement["kind"]> = Extract<Statement, { kind: K }>;
type Pause = Extract<Statement, { kind: "Cpu" | "Io" | "Sleep" }>;
type Call = Extract<Expression, { kind: "Call" }>;

export class Coroutines {
  readonly #module: ModuleText;
  readonly #work: Work;
  readonly #refusals: Refusals;
  /** Null: tasks compute what there is to compute. */
  readonly #computing: Computing | null;
  #owner = "";

  constructor(module: ModuleText, work: Work, refusals: Refusals, computing: Computing | null) {
    this.#module = module;
    this.#work = work;
    this.#refusals = refusals;
    this.#computing = computing;
  }

  /** `scoped`: the declaration whose scope the body has: itself, or the job that the function has been. */
  define(node: FunctionDef, scoped: Declaration): FunctionDef {
    const scope = scopeOf(this.#module, scoped);
    const [decorator] = node.decorators;
    if (decorator !== undefined)
      this.#refuse(decorator.span, "a decorated function cannot become a coroutine.", "Leave out the decorator.");
    this.#owner = node.name;
    const params = [...this.#poolFor(scoped).map((pool) => parameter(pool)), ...node.params];
    return { ...node, async: true, params, body: this.#block(node.body, scope) };
  }

  /** The name of the pool, if the coroutine is given it. */
  #poolFor(node: Declaration | null): readonly string[] {
    return this.#computing !== null && node !== null && this.#work.handingOff.has(node) ? [this.#computing.pool] : [];
  }

  #block(body: readonly Statement[], scope: Scope): Statement[] {
    const made: Statement[] = [];
    for (let i = 0; i < body.length;) {
      const run = this.#computing?.run(body.slice(i), scope, this.#owner) ?? null;
      made.push(run === null ? (this.#part(body[i], scope) as Statement) : run.instead);
      i += run?.count ?? 1;
    }
    return made;
  }

  #children<T extends object>(node: T, scope: Scope): T {
    return withChildren(node, (child, key) =>
      Array.isArray(child) && blocks.has(key)
        ? this.#block(child as Statement[], scope)
        : this.#part(child, this.#module.scopes.of.get(child) ?? scope),
    );
  }

  #part(node: object, scope: Scope): object {
    switch (kindOf(node)) {
      case "FunctionDef":
      case "ClassDef":
      case "Lambda":
        return this.#inner(node as FunctionDef, scope);
      case "Comprehension":
        return (node as Extract<Expression, { kind: "Comprehension" }>).form === "generator"
          ? this.#inner(node as Expression, scope)
          : this.#children(node, scope);
      case "Io":
        return this.#pause(node as Pause, "io", scope);
      case "Sleep":
        return this.#pause(node as Pause, "asyncio.sleep", scope);
      case "WaitUntil":
        this.#refuse((node as Of<"WaitUntil">).span, "a task cannot `wait until`.", "Wait for an `Event`.");
        return node;
      case "With":
        return this.#with(node as Of<"With">, scope);
      case "Yield":
      case "YieldFrom":
        this.#refuse(
          (node as Expression).span,
          "a generator cannot wait as a task does.",
          "Collect the values in a list.",
        );
        return node;
      case "Call":
        return this.#call(node as Call, scope);
      default:
        return isExpression(node) ? this.#expression(node, scope) : this.#children(node, scope);
    }
  }

  #pause(node: Pause, path: string, scope: Scope): Statement {
    return statement(awaited(call(path, this.#part(node.duration, scope) as Expression)), node.span);
  }

  /** Each run of managers of one kind is a `with` of its own. */
  #with(node: Of<"With">, scope: Scope): Statement {
    const { items, body } = node;
    const isPrimitive = ({ context }: (typeof items)[number]): boolean =>
      this.#work.primitiveOf(context, scope) !== null;
    const async = isPrimitive(items[0]);
    const other = items.findIndex((item) => isPrimitive(item) !== async);
    const own = other < 0 ? items : items.slice(0, other);
    return {
      ...node,
      async: async || node.async,
      items: own.map(({ context, target }) => ({
        context: async ? this.#index(context, scope) : (this.#part(context, scope) as Expression),
        target,
      })),
      body:
        other < 0
          ? this.#block(body, scope)
          : [this.#with({ ...node, items: items.slice(other), span: nowhere }, scope)],
    };
  }

  /** A primitive where it may stand: what it is looked up with may wait, too. */
  #index(primitive: Expression, scope: Scope): Expression {
    return primitive.kind === "Subscript"
      ? { ...primitive, index: this.#part(primitive.index, scope) as Expression }
      : primitive;
  }

  #call(node: Call, scope: Scope): Expression {
    const { callee } = node;
    if (this.#isLength(node, scope)) return node;
    const args = node.args.map((arg) => ({ ...arg, value: this.#part(arg.value, scope) as Expression }));
    const own = { ...node, args };
    if (this.#work.isSleep(callee, scope)) return awaited({ ...own, callee: dotted("asyncio.sleep") }, node.span);
    if (this.#work.calls(node, scope, this.#work.waiting)) {
      const pool = this.#poolFor(declarationOf(this.#module, scope, callee));
      return awaited({ ...own, args: [...pool.map((each) => positional(name(each))), ...args] }, node.span);
    }
    if (this.#computing?.isComputing(node, scope) === true) return this.#computing.handOff(own);
    if (callee.kind === "Attribute" && this.#work.primitiveOf(callee.object, scope) !== null)
      return this.#method(own, callee, scope);
    return { ...own, callee: this.#part(callee, scope) as Expression };
  }

  /** `len(locks)` */
  #isLength({ callee, args }: Call, scope: Scope): boolean {
    const [only] = args;
    return callee.kind === "Name" && callee.id === "len" && args.length === 1 && this.#work.isHolder(only.value, scope);
  }

  #method(node: Call, callee: Extract<Expression, { kind: "Attribute" }>, scope: Scope): Expression {
    const made: Expression = { ...node, callee: { ...callee, object: this.#index(callee.object, scope) } };
    const most = argumentsOf.get(callee.name);
    if (most !== undefined && node.args.length > most)
      this.#refuse(
        node.span,
        `\`${callee.name}\` of asyncio has no such arguments.`,
        "A time-out is `asyncio.wait_for`, not to wait is `get_nowait` and `put_nowait`.",
      );
    return this.#work.isWaitingMethod(callee, scope) ? awaited(made, node.span) : made;
  }

  #expression(node: Expression, scope: Scope): object {
    const error = errorsAmongTasks.get(libraryName(this.#module, scope, node) ?? "");
    if (error !== undefined) return dotted(error);
    if (node.kind === "Attribute" && this.#work.slowMethods.has(node.name))
      this.#refuse(
        node.span,
        `the method \`${node.name}\` waits, and cannot become a coroutine.`,
        "Write it as a function, or as statements of the job.",
      );
    if (this.#work.isHolder(node, scope))
      this.#refuse(
        node.span,
        "what becomes of this primitive cannot be followed.",
        "Use it by its name: `with lock:`, `lock.acquire()`.",
      );
    const found = declarationOf(this.#module, scope, node);
    if (found !== null && this.#work.slow.has(found))
      this.#refuse(
        node.span,
        "what such an object does with `with`, operators or calls waits.",
        "Write it as statements of the job.",
      );
    if (found !== null && this.#work.waiting.has(found))
      this.#refuse(node.span, "this function waits: as a coroutine it can only be called.", "Call it here.");
    return this.#children(node, scope);
  }

  /** Functions, classes and generators inside a coroutine stay what they are. */
  #inner(node: FunctionDef | Expression, scope: Scope): object {
    if (this.#work.waits(node, this.#module.scopes.of.get(node) ?? scope))
      this.#refuse(
        node.span,
        "a function inside a function, or a generator, cannot wait as a task does.",
        "Write it as a function of its own.",
      );
    return node;
  }

  #refuse(span: Span, why: string, hint: string): void {
    this.#refusals.refuse(span, why, hint);
  }
}

const blocks: ReadonlySet<string> = new Set(["body", "orelse", "finalbody"]);

/** How many arguments methods of asyncio's primitives take at most. */
const argumentsOf: ReadonlyMap<string, number> = new Map([
  ["acquire", 0],
  ["release", 0],
  ["get", 0],
  ["put", 1],
  ["join", 0],
  ["wait", 0],
  ["wait_for", 1],
]);
