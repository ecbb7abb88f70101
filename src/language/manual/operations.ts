/**
 * What the semantics page says of one function of the library: how it is called, what it is for, and its code, in which
 * every guarded command has become a numbered step. Taken from the tree that is lowered, so it says what is run.
 */
import { kindOf, walk } from "../lower/nodes.js";
import { printParameters } from "../print-expression.js";
import type { Expression, FunctionDef, Statement } from "../syntax.js";

export type Step = Extract<Statement, { kind: "Select" }>;

export interface Operation {
  readonly name: string;
  /** As it is called: `put(item, block=True, timeout=None)`, `name` for a property. */
  readonly signature: string;
  /** What Python calls by itself, in words: "entering `with`". */
  readonly protocol: string | null;
  /** The first line of the docstring. */
  readonly doc: string | null;
  readonly isPublic: boolean;
  readonly node: FunctionDef;
  /** Without the docstring; where a guarded command stood, the line `step 1`. */
  readonly code: readonly Statement[];
  /** In order of the text. */
  readonly steps: readonly Step[];
  /** Has an `await`, or is what an `await` calls: other coroutines may run meanwhile. */
  readonly suspends: boolean;
}

const PROTOCOLS: Readonly<Record<string, string>> = {
  __enter__: "entering `with`",
  __exit__: "leaving `with`",
  __aenter__: "entering `async with`",
  __aexit__: "leaving `async with`",
  __await__: "`await`",
  __iter__: "`for`, `iter`",
  __next__: "`next`",
  __aiter__: "`async for`",
  __anext__: "`async for`, `anext`",
  __call__: "a call of the object",
  __len__: "`len`",
  __bool__: "a condition",
  __contains__: "`in`",
  __getitem__: "`x[key]`",
  __setitem__: "`x[key] = value`",
  __delitem__: "`del x[key]`",
  __getattr__: "`x.name`",
  __setattr__: "`x.name = value`",
  __delattr__: "`del x.name`",
};

/** The first docstring of a body, and the body without it. */
export function documented(body: readonly Statement[]): { doc: string | null; rest: readonly Statement[] } {
  const [first] = body;
  const text = first?.kind === "Expr" && first.value.kind === "Constant" ? first.value.value : null;
  return typeof text === "string"
    ? { doc: text.trim().split("\n")[0], rest: body.slice(1) }
    : { doc: null, rest: body };
}

/** `inClass`: a method, whose first parameter its caller does not write. */
export function operation(node: FunctionDef, inClass: boolean): Operation {
  const { doc, rest } = documented(node.body);
  const steps: Step[] = [];
  const code = numbered(rest, steps);
  const protocol = (inClass ? PROTOCOLS[node.name] : undefined) ?? null;
  return {
    name: node.name,
    signature: signature(node, inClass),
    protocol,
    doc,
    isPublic: protocol !== null || !node.name.startsWith("_"),
    node,
    code,
    steps,
    suspends: node.name === "__await__" || (node.async && suspends(rest)),
  };
}

function signature(node: FunctionDef, inClass: boolean): string {
  const bound = inClass && !decorated(node, "staticmethod");
  const params = bound ? node.params.slice(1) : node.params;
  if (decorated(node, "property")) return node.name;
  if (decorated(node, "setter")) return `${node.name} = ${printParameters(params)}`;
  return `${node.async ? "await " : ""}${node.name}(${printParameters(params)})`;
}

function decorated(node: FunctionDef, word: string): boolean {
  return node.decorators.some((decorator) => lastName(decorator) === word);
}

/** `a.b.c` → "c". */
export function lastName(node: Expression): string | null {
  if (node.kind === "Name") return node.id;
  return node.kind === "Attribute" ? node.name : null;
}

function suspends(body: readonly Statement[]): boolean {
  let found = false;
  walk(body, (node) => {
    if (kindOf(node) === "FunctionDef") return false;
    found ||= kindOf(node) === "Await" || ("async" in node && node.async === true);
    return undefined;
  });
  return found;
}

/** The body with its guarded commands taken out, into `steps`. */
function numbered(body: readonly Statement[], steps: Step[]): Statement[] {
  return body.map((statement): Statement => {
    const inside = (block: readonly Statement[]): Statement[] => numbered(block, steps);
    switch (statement.kind) {
      case "Select":
        steps.push(statement);
        return placeholder(steps.length, statement);
      case "If":
      case "While":
      case "For":
        return { ...statement, body: inside(statement.body), orelse: inside(statement.orelse) };
      case "Try":
        return {
          ...statement,
          body: inside(statement.body),
          handlers: statement.handlers.map((handler) => ({ ...handler, body: inside(handler.body) })),
          orelse: inside(statement.orelse),
          finalbody: inside(statement.finalbody),
        };
      case "With":
      case "Repeat":
      case "Atomic":
      case "FunctionDef":
      case "ClassDef":
        return { ...statement, body: inside(statement.body) };
      default:
        return statement;
    }
  });
}

/** A line that only the page's reader sees. */
function placeholder(number: number, { span }: Step): Statement {
  return { kind: "Expr", value: { kind: "Name", id: `step ${number}`, span }, span };
}

/** The functions that a piece of code calls or hands on, by their last names. */
export function mentioned(code: object): Set<string> {
  const names = new Set<string>();
  walk(code, (node) => {
    const kind = kindOf(node);
    if (kind === "Attribute" && "name" in node) names.add(String(node.name));
    if (kind === "Name" && "id" in node) names.add(String(node.id));
    return undefined;
  });
  return names;
}
