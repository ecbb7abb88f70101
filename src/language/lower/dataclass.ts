/**
 * `@dataclass` as Python source would spell it: the generated methods are ordinary syntax, so nothing below this
 * file knows of dataclasses. Equality and repr are done by the built-ins, which look for `__dataclass_fields__`.
 */
import type { Argument, ClassDef, Expression, FunctionDef, Parameter, Span, Statement } from "../syntax.js";

interface Field {
  readonly name: string;
  readonly span: Span;
  readonly default: Expression | null;
  readonly factory: Expression | null;
  readonly init: boolean;
  readonly compare: boolean;
  readonly keywordOnly: boolean;
}

/** Stands for "no argument given" where the default is made afresh for each object. */
export const missingDefault = { kind: "builtin", name: "_missing" } as const;

const bodies = new WeakMap<ClassDef, readonly Statement[]>();
const fieldsOf = new WeakMap<ClassDef, readonly Field[]>();
/** Classes by name, so that a dataclass finds its base's fields. The last one of a name counts. */
export type ClassesByName = ReadonlyMap<string, ClassDef>;

/** The statements of the class, with what `@dataclass` adds. */
export function classBody(node: ClassDef, classes: ClassesByName = new Map()): readonly Statement[] {
  const known = bodies.get(node);
  if (known !== undefined) return known;
  const body = isDataclass(node) ? [...plainBody(node), ...generated(node, classes)] : node.body;
  bodies.set(node, body);
  return body;
}

export function isDataclass(node: ClassDef): boolean {
  return node.decorators.some((decorator) => isDataclassDecorator(decorator));
}

/** `@dataclass`, `@dataclass(...)`, `@dataclasses.dataclass…` */
export function isDataclassDecorator(decorator: Expression): boolean {
  const callee = decorator.kind === "Call" ? decorator.callee : decorator;
  return (
    (callee.kind === "Name" && callee.id === "dataclass") ||
    (callee.kind === "Attribute" && callee.name === "dataclass")
  );
}

function flag(node: ClassDef, name: string): boolean {
  return node.decorators.some(
    (decorator) =>
      decorator.kind === "Call" &&
      isDataclassDecorator(decorator) &&
      decorator.args.some((arg) => arg.name === name && arg.value.kind === "Constant" && arg.value.value === true),
  );
}

/** Declarations of fields become class attributes where they have a plain default, and vanish where not. */
function plainBody(node: ClassDef): Statement[] {
  return node.body.flatMap((statement): Statement[] => {
    if (statement.kind !== "AnnAssign" || statement.value === null) return [statement];
    const plain = fieldDefault(statement.value);
    return plain === null ? [] : [{ ...statement, value: plain }];
  });
}

function fieldCall(value: Expression): readonly Argument[] | null {
  if (value.kind !== "Call") return null;
  const { callee } = value;
  const named =
    (callee.kind === "Name" && callee.id === "field") || (callee.kind === "Attribute" && callee.name === "field");
  return named ? value.args : null;
}

function fieldDefault(value: Expression): Expression | null {
  const args = fieldCall(value);
  return args === null ? value : (args.find((arg) => arg.name === "default")?.value ?? null);
}

function ownFields(node: ClassDef): Field[] {
  const keywordOnly = flag(node, "kw_only");
  return node.body.flatMap((statement): Field[] => {
    if (statement.kind !== "AnnAssign" || statement.target.kind !== "Name" || isClassVar(statement.annotation))
      return [];
    return [field(statement.target.id, statement.span, statement.value, keywordOnly)];
  });
}

function isClassVar(annotation: Expression): boolean {
  const base = annotation.kind === "Subscript" ? annotation.object : annotation;
  return (base.kind === "Name" && base.id === "ClassVar") || (base.kind === "Attribute" && base.name === "ClassVar");
}

function field(name: string, span: Span, value: Expression | null, keywordOnly: boolean): Field {
  const args = value === null ? null : fieldCall(value);
  const off = (key: string): boolean =>
    args?.some((arg) => arg.name === key && arg.value.kind === "Constant" && arg.value.value === false) ?? false;
  return {
    name,
    span,
    default: value === null ? null : fieldDefault(value),
    factory: args?.find((arg) => arg.name === "default_factory")?.value ?? null,
    init: !off("init"),
    compare: !off("compare"),
    keywordOnly,
  };
}

function fields(node: ClassDef, classes: ClassesByName): readonly Field[] {
  const known = fieldsOf.get(node);
  if (known !== undefined) return known;
  fieldsOf.set(node, []);
  const all = new Map<string, Field>();
  for (const base of [...node.bases].reverse()) {
    const parent = base.kind === "Name" ? classes.get(base.id) : undefined;
    if (parent !== undefined && isDataclass(parent))
      for (const inherited of fields(parent, classes)) all.set(inherited.name, inherited);
  }
  for (const own of ownFields(node)) all.set(own.name, own);
  const result = [...all.values()];
  fieldsOf.set(node, result);
  return result;
}

function generated(node: ClassDef, classes: ClassesByName): Statement[] {
  const span = node.nameSpan;
  const all = fields(node, classes);
  const has = (name: string): boolean =>
    node.body.some((statement) => statement.kind === "FunctionDef" && statement.name === name);
  const names = all.filter((each) => each.compare).map((each) => text(each.name, span));
  const made: Statement[] = [
    assign(
      name("__dataclass_fields__", span),
      { kind: "Tuple", items: all.map((each) => text(each.name, span)), span },
      span,
    ),
  ];
  if (flag(node, "frozen"))
    made.push(assign(name("__dataclass_frozen__", span), { kind: "Constant", value: true, span }, span));
  if (!has("__init__")) made.push(initMethod(node, all, has("__post_init__")));
  if (!has("__eq__") && names.length < all.length) made.push(comparison(node, "__eq__", "==", all));
  if (flag(node, "order")) {
    for (const [method, operator] of [
      ["__lt__", "<"],
      ["__le__", "<="],
      ["__gt__", ">"],
      ["__ge__", ">="],
    ] as const)
      made.push(comparison(node, method, operator, all));
  }
  return made;
}

function initMethod(node: ClassDef, all: readonly Field[], postInit: boolean): FunctionDef {
  const span = node.nameSpan;
  const body: Statement[] = all.flatMap((each) => initialise(each));
  if (postInit)
    body.push({
      kind: "Expr",
      span,
      value: { kind: "Call", callee: attribute("self", "__post_init__", span), args: [], span },
    });
  const params = all.filter((each) => each.init).map(parameter);
  return method(
    node,
    "__init__",
    [
      self(span),
      ...params.filter((param) => param.kind === "positional"),
      ...params.filter((param) => param.kind !== "positional"),
    ],
    body,
  );
}

function parameter(each: Field): Parameter {
  const absent: Expression = { kind: "Constant", value: missingDefault, span: each.span };
  return {
    name: each.name,
    kind: each.keywordOnly ? "keyword-only" : "positional",
    default: each.factory === null ? each.default : absent,
    annotation: null,
    span: each.span,
  };
}

function initialise(each: Field): Statement[] {
  const { span } = each;
  const target = attribute("self", each.name, span);
  const made: Expression | null =
    each.factory === null ? each.default : { kind: "Call", callee: each.factory, args: [], span };
  if (!each.init) return made === null ? [] : [assign(target, made, span)];
  const given = name(each.name, span);
  if (each.factory === null || made === null) return [assign(target, given, span)];
  const test: Expression = {
    kind: "Compare",
    left: given,
    operators: ["is"],
    comparators: [{ kind: "Constant", value: missingDefault, span }],
    span,
  };
  return [assign(target, { kind: "Conditional", test, body: made, orelse: given, span }, span)];
}

function comparison(
  node: ClassDef,
  methodName: string,
  operator: "==" | "<" | "<=" | ">" | ">=",
  all: readonly Field[],
): FunctionDef {
  const span = node.nameSpan;
  const side = (of: string): Expression => ({
    kind: "Tuple",
    items: all.filter((each) => each.compare).map((each) => attribute(of, each.name, span)),
    span,
  });
  const value: Expression = {
    kind: "Compare",
    left: side("self"),
    operators: [operator],
    comparators: [side("other")],
    span,
  };
  return method(node, methodName, [self(span), { ...self(span), name: "other" }], [{ kind: "Return", value, span }]);
}

function method(
  node: ClassDef,
  methodName: string,
  params: readonly Parameter[],
  body: readonly Statement[],
): FunctionDef {
  return {
    kind: "FunctionDef",
    name: methodName,
    nameSpan: node.nameSpan,
    params,
    returns: null,
    body,
    decorators: [],
    async: false,
    span: node.nameSpan,
  };
}

function self(span: Span): Parameter {
  return { name: "self", kind: "positional", default: null, annotation: null, span };
}

function name(id: string, span: Span): Expression {
  return { kind: "Name", id, span };
}

function text(value: string, span: Span): Expression {
  return { kind: "Constant", value, span };
}

function attribute(of: string, attr: string, span: Span): Expression {
  return { kind: "Attribute", object: name(of, span), name: attr, span };
}

function assign(target: Expression, value: Expression, span: Span): Statement {
  return { kind: "Assign", targets: [target], value, span };
}
