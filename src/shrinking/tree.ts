/**
 * Syntax trees as plain data: where the parts are, and trees with a part replaced. The reductions need no more of a
 * tree than that its nodes are objects with a `span`; a node that is kept keeps its span.
 */
import type { Expression, ScenarioSyntax, Statement } from "../language/syntax.js";

/** Keys and indices from the root. */
export type Path = readonly (string | number)[];

/** A node, or what joins nodes without a place of its own: an argument, the multiplicity of units. */
export type Part = Readonly<Record<string, unknown>>;

export interface Site {
  readonly path: Path;
  readonly part: Part;
}

/** Keys that hold no syntax; `value` of a constant is one more. */
const places: ReadonlySet<string> = new Set(["span", "nameSpan", "valueSpan"]);

function isPart(value: unknown): value is Part {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** What a part consists of, by its key. */
export function entriesOf(part: Part): [string, unknown][] {
  return Object.entries(part).filter(([key]) => !places.has(key) && !(key === "value" && part["kind"] === "Constant"));
}

/** Every part of a tree below `path`, outer ones first, in the order of the text. */
export function* sitesOf(value: unknown, path: Path = []): Generator<Site> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* sitesOf(item, [...path, index]);
  } else if (isPart(value)) {
    yield { path, part: value };
    for (const [key, inner] of entriesOf(value)) yield* sitesOf(inner, [...path, key]);
  }
}

/** The tree with another value at `path`. */
export function replaced(tree: ScenarioSyntax, path: Path, value: unknown): ScenarioSyntax {
  return put(tree, path, value) as ScenarioSyntax;
}

/** The tree with other items in place of `count` items from the one at `path` on. */
export function spliced(tree: ScenarioSyntax, path: Path, count: number, items: readonly unknown[]): ScenarioSyntax {
  const list = path.slice(0, -1);
  const index = Number(path.at(-1));
  return replaced(tree, list, (at(tree, list) as readonly unknown[]).toSpliced(index, count, ...items));
}

/** What is at the path. */
export function at(value: unknown, path: Path): unknown {
  return path.reduce((part, key) => (part as Readonly<Record<string | number, unknown>>)[key], value);
}

function put(value: unknown, [key, ...rest]: Path, inner: unknown): unknown {
  if (key === undefined) return inner;
  if (Array.isArray(value)) return value.map((item: unknown, index) => (index === key ? put(item, rest, inner) : item));
  const part = value as Part;
  return { ...part, [key]: put(part[key], rest, inner) };
}

const expressions: ReadonlySet<unknown> = new Set<Expression["kind"]>([
  "Attribute",
  "Await",
  "Binary",
  "Bool",
  "Call",
  "Compare",
  "Comprehension",
  "Conditional",
  "Constant",
  "Dict",
  "Duration",
  "FString",
  "Lambda",
  "List",
  "Name",
  "Set",
  "Slice",
  "Starred",
  "Subscript",
  "Tuple",
  "Unary",
  "Walrus",
  "Yield",
  "YieldFrom",
]);

/** Declarations and statements called `Compare` are told from expressions by their operators. */
export function isExpression(part: unknown): part is Expression {
  return isPart(part) && expressions.has(part["kind"]) && !("strategies" in part);
}

/** Keys under which a list of statements, declarations or handlers stands. */
const blocks: ReadonlySet<string | number | undefined> = new Set([
  "declarations",
  "body",
  "orelse",
  "finalbody",
  "units",
  "handlers",
]);

/** Is the part at the path an item of a block? */
export function isInBlock(path: Path): boolean {
  return typeof path.at(-1) === "number" && blocks.has(path.at(-2));
}

/** The blocks that can take the place of a statement; for `if` also its `else`. */
export function blocksOf(statement: Part): (readonly Statement[])[] {
  switch (statement["kind"]) {
    case "If":
    case "While":
    case "For":
    case "With":
    case "Repeat":
    case "Atomic":
    case "Try":
      return ["body", "orelse", "finalbody"].flatMap((key) => {
        const block = statement[key] as readonly Statement[] | undefined;
        return block === undefined || block.length === 0 ? [] : [block];
      });
    default:
      return [];
  }
}

/** How large a tree is: its nodes but for constants and `pass`, then its numbers added up, then the length of its text. */
export type Size = readonly [nodes: number, numbers: bigint, characters: number];

export function sizeOf(tree: ScenarioSyntax, text: string): Size {
  let nodes = 0;
  let numbers = 0n;
  for (const { part } of sitesOf(tree)) {
    if (part["kind"] !== "Constant") nodes += part["kind"] === "Pass" ? 0 : 1;
    else if (typeof part["value"] === "bigint") numbers += part["value"];
  }
  return [nodes, numbers, text.length];
}

export function isSmaller(a: Size, b: Size): boolean {
  if (a[0] !== b[0]) return a[0] < b[0];
  return a[1] === b[1] ? a[2] < b[2] : a[1] < b[1];
}

/** Declarations and statements, without `pass`. */
export function statementsOf(tree: ScenarioSyntax): number {
  return [...sitesOf(tree)].filter(({ path, part }) => isInBlock(path) && part["kind"] !== "Pass").length;
}
