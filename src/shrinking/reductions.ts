/**
 * The single steps by which a scenario gets smaller. Each pass lists the trees that are one step away, big cuts first;
 * none of them need make sense: whoever tries them looks at what is left of the finding.
 */
import type { Declaration, Expression, ScenarioSyntax, Statement, UnitDecl } from "../language/syntax.js";
import { at, blocksOf, isExpression, isInBlock, entriesOf, replaced, sitesOf, spliced } from "./tree.js";
import type { Part, Path, Site } from "./tree.js";

/** Trees one step away, in the order in which they are to be tried. */
export type Pass = (tree: ScenarioSyntax) => ScenarioSyntax[];

/** Smaller state spaces first, then less text. */
export const passes: readonly Pass[] = [
  lowerNumbers,
  cutBlocks,
  cutPartners,
  unwrapStatements,
  dropParts,
  dropParameters,
  simplify,
];

const spanless = { start: 0, end: 0 };

function constant(value: bigint): Expression {
  return { kind: "Constant", value, span: spanless };
}

// --- numbers ----------------------------------------------------------------------------------------------------

/** The same number wherever it occurs, then each number by itself: to 0, to 1, to 2, by a half, by a quarter, … by one. */
function lowerNumbers(tree: ScenarioSyntax): ScenarioSyntax[] {
  const sites = [...sitesOf(tree)].filter(({ part }) => isNumber(part));
  const numbers = new Map<bigint, Site[]>();
  for (const site of sites) {
    const value = site.part["value"] as bigint;
    numbers.set(value, [...(numbers.get(value) ?? []), site]);
  }
  const groups = [...numbers.values()].filter((same) => same.length > 1);
  const single = sites.filter(({ path }) => !isInProperty(tree, path)).map((site) => [site]);
  return [...groups, ...single].flatMap((same) => {
    const least = same.some(({ path }) => isAdded(tree, path)) ? 1n : 0n;
    const steps = lower(same[0].part["value"] as bigint).filter((less) => less >= least);
    return steps.map((less) => same.reduce((made, { path }) => replaced(made, path, constant(less)), tree));
  });
}

/** The 1 of `x += 1`: to add 0 says nothing to a reader. */
function isAdded(tree: ScenarioSyntax, path: Path): boolean {
  return path.at(-1) === "value" && (at(tree, path.slice(0, -1)) as Part)["kind"] === "AugAssign";
}

function isNumber(part: Part): boolean {
  return part["kind"] === "Constant" && typeof part["value"] === "bigint";
}

/** Each smaller than `value`, in ascending order, without a number twice. */
function lower(value: bigint): bigint[] {
  const wanted = [0n, 1n, 2n].filter((less) => less < value);
  for (let step = value / 2n; step >= 1n; step /= 2n) wanted.push(value - step);
  return [...new Set(wanted)].sort((a, b) => (a < b ? -1 : 1));
}

/** What a property says is what the finding is about: only a number that occurs elsewhere, too, changes in it. */
function isInProperty(tree: ScenarioSyntax, [list, index]: Path): boolean {
  return list === "declarations" && tree.declarations[Number(index)]?.kind === "Property";
}

// --- statements and declarations --------------------------------------------------------------------------------

/** Runs of neighbours left out: all, halves, quarters, … single ones. */
function cutBlocks(tree: ScenarioSyntax): ScenarioSyntax[] {
  const blocks = new Map<string, { readonly path: Path; readonly length: number }>();
  for (const { path } of sitesOf(tree)) {
    if (!isInBlock(path)) continue;
    const list = path.slice(0, -1);
    const key = list.join(".");
    blocks.set(key, { path: list, length: (blocks.get(key)?.length ?? 0) + 1 });
  }
  const cuts = [...blocks.values()].flatMap(({ path, length }) =>
    runs(length).map(([from, count]) => ({ path, from, count })),
  );
  return cuts
    .filter(({ path, from, count }) => path.length > 1 || tree.declarations.slice(from, from + count).every(mayGo))
    .map(({ path, from, count }) => spliced(tree, [...path, from], count, []));
}

/** The title says what it was, and options say how it is to be understood. */
function mayGo({ kind }: Declaration): boolean {
  return kind !== "Scenario" && kind !== "Option";
}

/** Where a run of `count` begins in a list, longest first. */
function runs(length: number): [from: number, count: number][] {
  const found: [number, number][] = [];
  for (let count = length; count >= 1; count = Math.floor(count / 2))
    for (let from = 0; from + count <= length; from += count) found.push([from, count]);
  return found;
}

/** Calls of one object's methods that need one another (`m.acquire()` … `m.release()`): all, then two that follow each other. */
function cutPartners(tree: ScenarioSyntax): ScenarioSyntax[] {
  const calls = new Map<string, Path[]>();
  for (const { path, part } of sitesOf(tree)) {
    const object = isInBlock(path) ? receiverOf(part) : null;
    if (object !== null) calls.set(object, [...(calls.get(object) ?? []), path]);
  }
  const without = (paths: readonly Path[]): ScenarioSyntax =>
    paths.reduceRight((made, path) => spliced(made, path, 1, []), tree);
  return [...calls.values()].flatMap((paths) => [
    ...(paths.length > 2 ? [without(paths)] : []),
    ...paths.slice(1).map((path, before) => without([paths[before], path])),
  ]);
}

/** "m" of the statement `m.acquire()`, "self.m" of `self.m.acquire()`. */
function receiverOf(part: Part): string | null {
  const call = part["kind"] === "Expr" ? part["value"] : null;
  if (!isExpression(call) || call.kind !== "Call" || call.callee.kind !== "Attribute") return null;
  return dotted(call.callee.object);
}

function dotted(expression: Expression): string | null {
  if (expression.kind === "Name") return expression.id;
  const object = expression.kind === "Attribute" ? dotted(expression.object) : null;
  return object === null || expression.kind !== "Attribute" ? null : `${object}.${expression.name}`;
}

/** A block in place of its statement; a value alone in place of what is done with it. */
function unwrapStatements(tree: ScenarioSyntax): ScenarioSyntax[] {
  return [...sitesOf(tree)]
    .filter(({ path }) => isInBlock(path))
    .flatMap(({ path, part }) => [...blocksOf(part), ...valueOf(part)].map((block) => spliced(tree, path, 1, block)));
}

/** `f(x)` of `y = f(x)`, `return f(x)` or `assert f(x)`. */
function valueOf(part: Part): Statement[][] {
  const value = part["kind"] === "Assert" ? part["test"] : part["value"];
  const isDone = ["Assign", "AnnAssign", "AugAssign", "Return", "Assert"].includes(String(part["kind"]));
  return isDone && isExpression(value) ? [[{ kind: "Expr", value, span: spanless }]] : [];
}

// --- parts of a line --------------------------------------------------------------------------------------------

/** Keys of lists whose items can be left out one by one. */
const lists: ReadonlySet<string> = new Set([
  "items",
  "entries",
  "args",
  "exprs",
  "targets",
  "names",
  "conditions",
  "decorators",
  "bases",
  "parts",
  "values",
  "clauses",
]);
/** Keys of what may be missing, each with another key of such a part. */
const optional: ReadonlyMap<string, string> = new Map([
  ["annotation", "default"],
  ["cause", "exception"],
  ["count", "over"],
  ["default", "annotation"],
  ["doc", "title"],
  ["message", "test"],
  ["returns", "params"],
  ["spec", "conversion"],
  ["step", "lower"],
  ["target", "context"],
  ["type", "body"],
]);

/** Items of lists, and what may be missing: annotations, messages, the number of units, the text below the title. */
function dropParts(tree: ScenarioSyntax): ScenarioSyntax[] {
  const sites = [...sitesOf(tree)].filter(({ path }) => !isInProperty(tree, path));
  return sites.flatMap(({ path, part }) => [
    ...(part["kind"] === "Unit" ? asMultiple(tree, path, part as unknown as UnitDecl) : []),
    ...entriesOf(part).flatMap(([key, value]) => {
      if (value !== null && (optional.get(key) ?? key) in part && optional.has(key))
        return [replaced(tree, [...path, key], null)];
      if (!lists.has(key) || !Array.isArray(value)) return [];
      return value.map((_, index) => spliced(tree, [...path, key, index], 1, []));
    }),
  ]);
}

/** `worker * 2` for `worker(x) for x in [a, b]`, and `worker` for either. */
function asMultiple(tree: ScenarioSyntax, path: Path, { multiplicity }: UnitDecl): ScenarioSyntax[] {
  const { over } = multiplicity;
  if (over === null) return [];
  const count =
    over.iterable.kind === "List" ? [constant(BigInt(over.iterable.items.length))] : argumentsOf(over.iterable);
  return [null, ...count].map((each) =>
    replaced(tree, [...path, "multiplicity"], { count: each, params: [], over: null }),
  );
}

function argumentsOf(call: Expression): Expression[] {
  return call.kind === "Call" ? call.args.map(({ value }) => value) : [];
}

/** A parameter of a function together with what is given for it where the function is called or handed over. */
function dropParameters(tree: ScenarioSyntax): ScenarioSyntax[] {
  const sites = [...sitesOf(tree)];
  const calls = sites.filter(({ part }) => part["kind"] === "Call").reverse();
  return sites.flatMap(({ path, part }) => {
    if (part["kind"] !== "FunctionDef") return [];
    const owner = ownerOf(tree, path);
    const name = owner !== null && part["name"] === "__init__" ? owner : String(part["name"]);
    return (part["params"] as readonly unknown[]).map((_, index) => {
      const given = owner === null ? index : index - 1;
      const without = calls.reduce((made, call) => withoutArgument(made, call, name, given), tree);
      return spliced(without, [...path, "params", index], 1, []);
    });
  });
}

/** The name of the class that a function is a method of. */
function ownerOf(tree: ScenarioSyntax, [, index, ...inner]: Path): string | null {
  const outer = tree.declarations[Number(index)];
  return outer?.kind === "ClassDef" && inner.length === 2 ? outer.name : null;
}

type Call = Extract<Expression, { readonly kind: "Call" }>;

/** Inner calls have to come before outer ones: then paths stay what they are. */
function withoutArgument(tree: ScenarioSyntax, { path, part }: Site, name: string, index: number): ScenarioSyntax {
  const given = argumentOf(part as unknown as Call, name, index);
  return given === null ? tree : spliced(tree, [...path, ...given], 1, []);
}

/** Where in `f(a, b)`, `submit(f, a, b)` or `Thread(target=f, args=(a, b))` the argument for a parameter of `f` is. */
function argumentOf({ callee, args }: Call, name: string, index: number): Path | null {
  const present = (place: number): Path | null => (index >= 0 && place < args.length ? ["args", place] : null);
  if (isNamed(callee, name)) return present(index);
  const handed = args.findIndex(({ value }) => isNamed(value, name));
  if (handed < 0) return null;
  if (args[handed].name === null) return present(handed + 1 + index);
  const tuple = args.findIndex(({ name: keyword }) => keyword === "args");
  const value = args[tuple]?.value;
  return value?.kind === "Tuple" && index in value.items ? ["args", tuple, "value", "items", index] : null;
}

function isNamed(expression: Expression, name: string): boolean {
  return expression.kind === "Name"
    ? expression.id === name
    : expression.kind === "Attribute" && expression.name === name;
}

/** An expression inside another in its place; a number in place of what is not one. */
function simplify(tree: ScenarioSyntax): ScenarioSyntax[] {
  return [...sitesOf(tree)]
    .filter(({ path, part }) => isSimplifiable(part) && !isTarget(path) && !isInProperty(tree, path))
    .flatMap(({ path, part }) => {
      const least = constant(isAdded(tree, path) ? 1n : 0n);
      return [least, ...innerExpressions(part)].map((inner) => replaced(tree, path, inner));
    });
}

/** A constant and a duration are simple enough. */
function isSimplifiable(part: Part): boolean {
  return isExpression(part) && part.kind !== "Constant" && part.kind !== "Duration";
}

/** What is assigned to stays the place that it is. */
function isTarget(path: Path): boolean {
  return path.at(-1) === "target" || path.at(-2) === "targets";
}

function innerExpressions(part: Part): Expression[] {
  return entriesOf(part).flatMap(([, value]) =>
    [...sitesOf(value)].flatMap((site) => (isExpression(site.part) && site.path.length <= 2 ? [site.part] : [])),
  );
}
