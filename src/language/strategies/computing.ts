/** What a task hands to a pool: runs of statements that only compute, and calls of functions that only compute. */
import type { ModuleText } from "../lower/context.js";
import { isExpression, isName, kindOf, walk } from "../lower/nodes.js";
import { variable, type Scope } from "../lower/scope.js";
import type { Argument, Expression, FunctionDef, Statement } from "../syntax.js";
import {
  attribute,
  awaited,
  call,
  callWith,
  define,
  dotted,
  give,
  name,
  parameter,
  positional,
  statement,
  sum,
} from "./build.js";
import { declarationOf, type FreeNames } from "./names.js";
import type { Work } from "./work.js";

type Call = Extract<Expression, { kind: "Call" }>;
type Cpu = Extract<Statement, { kind: "Cpu" | "Io" | "Sleep" }>;

export class Computing {
  /** Functions that were made for the pool, in order. */
  readonly helpers: FunctionDef[] = [];
  /** The parameter by which coroutines know the pool. */
  readonly pool: string;
  readonly #module: ModuleText;
  readonly #work: Work;
  readonly #free: FreeNames;
  #compute: string | null = null;

  constructor(module: ModuleText, work: Work, free: FreeNames) {
    this.#module = module;
    this.#work = work;
    this.#free = free;
    this.pool = free.take("pool");
  }

  isComputing(node: object, scope: Scope): node is Call {
    return this.#work.calls(node, scope, this.#work.computing);
  }

  /** `await loop.run_in_executor(pool, f, …)`; arguments with names are bound before. */
  handOff({ callee, args }: Call): Expression {
    const all = [positional(callee), ...args];
    const bare = args.every((arg) => arg.name === null || arg.name === "*");
    return this.#run(bare ? all : [positional(callWith(dotted("functools.partial"), all))]);
  }

  #run(what: readonly Argument[]): Expression {
    const loop = call("asyncio.get_running_loop");
    return awaited(callWith(attribute(loop, "run_in_executor"), [positional(name(this.pool)), ...what]));
  }

  /** How many statements from the first one on go to the pool together, and what stands in their place. */
  run(
    body: readonly Statement[],
    scope: Scope,
    owner: string,
  ): { readonly count: number; readonly instead: Statement } | null {
    const pauses = leading(body, (node): node is Cpu => node.kind === "Cpu");
    const calm = leading(body, (node): node is Statement => this.#onlyComputes(node, scope));
    const last: Statement | undefined = body[calm.length];
    const value = last === undefined ? null : this.#lastValue(last, scope);
    if (calm.length > 0 && value !== null) {
      const done = this.#helper([...calm, give(value)], scope, owner);
      return { count: calm.length + 1, instead: { ...last, value: done } as Statement };
    }
    if (calm.length > pauses.length && (calm.length > 1 || body[0].kind === "Repeat"))
      return { count: calm.length, instead: statement(this.#helper(calm, scope, owner), body[0].span) };
    if (pauses.length === 0) return null;
    const seconds = sum(pauses.map(({ duration }) => duration));
    const done = this.#run([positional(name(this.#computeFor())), positional(seconds)]);
    return { count: pauses.length, instead: statement(done, body[0].span) };
  }

  /** `def compute(seconds): cpu seconds`, made when it is first needed. */
  #computeFor(): string {
    if (this.#compute !== null) return this.#compute;
    const [made, seconds] = [this.#free.take("compute"), this.#free.take("seconds")];
    const duration = name(seconds);
    this.helpers.push(define(made, [parameter(seconds)], [{ kind: "Cpu", duration, span: duration.span }]));
    return (this.#compute = made);
  }

  /** A function with these statements, whose parameters are the local names that they read, called in the pool. */
  #helper(body: readonly Statement[], scope: Scope, owner: string): Expression {
    const names = new Set<string>();
    for (const node of body)
      walk(node, (part) => {
        if (isName(part) && /^(?:local|cell)$/.test(variable(scope, part.id).kind)) names.add(part.id);
        return true;
      });
    const made = this.#free.take(`${owner}_computes`);
    this.helpers.push(
      define(
        made,
        [...names].map((each) => parameter(each)),
        body,
      ),
    );
    return this.#run([name(made), ...[...names].map(name)].map(positional));
  }

  #onlyComputes(node: Statement, scope: Scope): boolean {
    switch (node.kind) {
      case "Cpu":
        return this.#isPlain(node.duration, scope);
      case "Expr":
        return this.isComputing(node.value, scope) && this.#isPlain(node.value, scope);
      case "Repeat":
        return this.#isPlain(node.count, scope) && node.body.every((inner) => this.#onlyComputes(inner, scope));
      default:
        return false;
    }
  }

  /** `x = f(y)` and `return f(y)` end a run of computing. */
  #lastValue(node: Statement, scope: Scope): Expression | null {
    const value = node.kind === "Assign" || node.kind === "Return" ? node.value : null;
    return value !== null && this.isComputing(value, scope) && this.#isPlain(value, scope) ? value : null;
  }

  /** Does it mean the same in another thread or process? It looks at local names and constants only. */
  #isPlain(expr: Expression, scope: Scope): boolean {
    let plain = true;
    walk(expr, (part) => {
      if (isName(part)) plain &&= declarationOf(this.#module, scope, part)?.kind !== "Shared";
      else if (kindOf(part) === "Call") plain &&= (part as Call).callee.kind === "Name";
      else if (isExpression(part)) plain &&= !/^(?:Await|Yield|YieldFrom|Walrus|Lambda|Comprehension)$/.test(part.kind);
      return plain;
    });
    return plain;
  }
}

/** The items before the first that is not so. */
function leading<T, U extends T>(items: readonly T[], test: (item: T) => item is U): U[] {
  const end = items.findIndex((item) => !test(item));
  return items.slice(0, end < 0 ? items.length : end) as U[];
}
