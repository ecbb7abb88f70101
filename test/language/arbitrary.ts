/** Valid syntax trees for fast-check: whatever the parser could have made, soft keywords as names included. */
import fc from "fast-check";
import { printExpression } from "../../dist/language/print-expression.js";
import type {
  Alternative,
  Argument,
  Clause,
  Declaration,
  Expectation,
  Expression,
  FStringPart,
  FunctionDef,
  Handler,
  Import,
  Parameter,
  ScenarioSyntax,
  Statement,
  StrategySyntax,
} from "../../dist/language/syntax.js";

const span = { start: 0, end: 0 };
const DEPTH = 3;

const name = fc.constantFrom(
  "x",
  "y",
  "counter",
  "thread",
  "process",
  "coroutine",
  "shared",
  "const",
  "option",
  "main",
  "scenario",
  "always",
  "sometimes",
  "eventually",
  "expect",
  "outcome",
  "repeat",
  "wait",
  "until",
  "atomic",
  "cpu",
  "io",
  "sleep",
  "job",
  "compare",
  "daemon",
  "select",
  "when",
  "after",
  "leads",
  "to",
  "on",
  "property",
  "print",
  "match",
  "type",
  "f",
  "rb",
  "_",
  "café",
  "s",
  "ms",
);
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 8 }),
  fc.string({ unit: fc.constantFrom('"', "'", "\\", "\n", "{", "}", "a", "#", "\0", "\ud800", " "), maxLength: 8 }),
);
const bytes = fc
  .array(fc.integer({ min: 0, max: 255 }), { maxLength: 6 })
  .map((codes) => String.fromCharCode(...codes));
const number = fc.oneof(
  fc.bigInt({ min: 0n, max: 10n ** 40n }),
  fc.nat(20).map(BigInt),
  fc.double({ min: 0, noNaN: true, noDefaultInfinity: false }),
);

const constant = fc
  .oneof(
    fc.constantFrom(null, true, false),
    number,
    text,
    bytes.map((data) => ({ kind: "bytes" as const, data })),
    fc.constant({ kind: "type" as const, name: "ellipsis" }),
  )
  .map((value): Expression => ({ kind: "Constant", value, span }));
const UNITS = { ns: 1n, us: 1000n, ms: 1000000n, s: 1000000000n, min: 60000000000n };
const duration = fc
  .tuple(
    fc.bigInt({ min: 0n, max: 10n ** 9n }),
    fc.constantFrom("ns" as const, "us" as const, "ms" as const, "s" as const, "min" as const),
  )
  .map(([count, unit]): Expression => ({
    kind: "Duration",
    nanoseconds: count * UNITS[unit],
    text: `${count}${unit}`,
    span,
  }));
const named = name.map((id): Expression => ({ kind: "Name", id, span }));

/** A type, since an interface is no `Record`, which `letrec` asks for. */
type Tied = {
  expression: Expression;
  item: Expression;
  target: Expression;
  fields: FStringPart[];
};

const { expression, target } = fc.letrec<Tied>((tie) => {
  const e = tie("expression");
  const list = fc.array(tie("item"), { maxLength: 3 });
  const opt = fc.option(e, { depthIdentifier: "e" });
  const starred = e.map((value): Expression => ({ kind: "Starred", value, span }));
  const compare = fc.array(
    fc.tuple(fc.constantFrom("==", "!=", "<", "<=", ">", ">=", "in", "not in", "is", "is not" as const), e),
    { minLength: 1, maxLength: 3 },
  );
  const slice = fc
    .tuple(opt, opt, opt)
    .map(([lower, upper, step]): Expression => ({ kind: "Slice", lower, upper, step, span }));
  const index = fc.oneof(
    e,
    slice,
    fc
      .array(fc.oneof(e, slice, starred), { minLength: 1, maxLength: 3 })
      .map((items): Expression => ({ kind: "Tuple", items, span })),
  );
  const clause = fc
    .record({ target: tie("target"), iterable: e, conditions: fc.array(e, { maxLength: 2 }), async: fc.boolean() })
    .map((made): Clause => made);
  const clauses = fc.array(clause, { minLength: 1, maxLength: 2 });
  const field = fc
    .record({
      value: e,
      conversion: fc.constantFrom(null, "r", "s", "a" as const),
      spec: fc.option(tie("fields")),
      shown: fc.boolean(),
    })
    .map(shownField);
  const node = (arb: fc.Arbitrary<unknown>): fc.Arbitrary<Expression> =>
    arb.map((made) => ({ ...(made as object), span }) as Expression);
  return {
    expression: fc.oneof(
      { depthSize: "small", maxDepth: DEPTH, depthIdentifier: "e" },
      named,
      constant,
      duration,
      node(fc.record({ kind: fc.constantFrom("Tuple", "List"), items: list })),
      node(
        fc.record({
          kind: fc.constant("Set"),
          items: fc.array(tie("item"), { minLength: 1, maxLength: 3 }),
        }),
      ),
      node(
        fc.record({
          kind: fc.constant("Dict"),
          entries: fc.array(fc.record({ key: opt, value: e }), { maxLength: 3 }),
        }),
      ),
      node(fc.record({ kind: fc.constant("Unary"), operator: fc.constantFrom("-", "+", "~", "not"), operand: e })),
      node(
        fc.record({
          kind: fc.constant("Binary"),
          operator: fc.constantFrom("+", "-", "*", "/", "//", "%", "**", "@", "<<", ">>", "&", "|", "^"),
          left: e,
          right: e,
        }),
      ),
      node(
        fc.record({
          kind: fc.constant("Bool"),
          operator: fc.constantFrom("and", "or"),
          values: fc.array(e, { minLength: 2, maxLength: 3 }),
        }),
      ),
      node(
        fc.tuple(e, compare).map(([left, pairs]) => ({
          kind: "Compare",
          left,
          operators: pairs.map(([operator]) => operator),
          comparators: pairs.map(([, right]) => right),
        })),
      ),
      node(fc.record({ kind: fc.constant("Conditional"), test: e, body: e, orelse: e })),
      node(fc.record({ kind: fc.constant("Call"), callee: e, args: callArguments(e) })),
      node(fc.record({ kind: fc.constant("Attribute"), object: e, name })),
      node(fc.record({ kind: fc.constant("Subscript"), object: e, index })),
      node(fc.record({ kind: fc.constant("Lambda"), params: parameters(e, false), body: e })),
      node(
        fc.record({
          kind: fc.constant("Comprehension"),
          form: fc.constantFrom("list", "set", "generator"),
          key: fc.constant(null),
          element: e,
          clauses,
        }),
      ),
      node(fc.record({ kind: fc.constant("Comprehension"), form: fc.constant("dict"), key: e, element: e, clauses })),
      node(fc.record({ kind: fc.constant("FString"), parts: tie("fields") })),
      node(
        fc.record({
          kind: fc.constant("Await"),
          value: fc.oneof(e, fc.tuple(fc.constantFrom("io", "sleep", "cpu"), duration).map(pause)),
        }),
      ),
      node(fc.record({ kind: fc.constant("Yield"), value: opt })),
      node(fc.record({ kind: fc.constant("YieldFrom"), value: e })),
      node(fc.record({ kind: fc.constant("Walrus"), name, value: e })),
    ),
    item: fc.oneof({ depthIdentifier: "e", maxDepth: DEPTH + 1 }, e, starred),
    target: fc.oneof(
      { depthIdentifier: "e", maxDepth: DEPTH },
      named,
      node(fc.record({ kind: fc.constant("Attribute"), object: e, name })),
      node(fc.record({ kind: fc.constant("Subscript"), object: e, index })),
      node(
        fc
          .tuple(fc.constantFrom("Tuple", "List"), fc.array(tie("target"), { maxLength: 3 }), fc.boolean())
          .map(([kind, items, star]) => ({ kind, items: star ? items.map(starFirst) : items })),
      ),
    ),
    fields: fc
      .array(
        fc.oneof(
          { depthIdentifier: "e", maxDepth: DEPTH },
          text.map((piece): FStringPart => ({ text: piece })),
          field,
        ),
        { maxLength: 3 },
      )
      .map(merged),
  };
});

function starFirst(item: Expression, position: number): Expression {
  return position === 0 ? { kind: "Starred", value: item, span } : item;
}

function pause([id, value]: [string, Expression]): Expression {
  return { kind: "Call", callee: { kind: "Name", id, span }, args: [{ name: null, value }], span };
}

/** `{x=}` shows the text of its value; without a spec it means `!r`. */
function shownField(field: {
  value: Expression;
  conversion: "r" | "s" | "a" | null;
  spec: FStringPart[] | null;
  shown: boolean;
}): FStringPart {
  const shown = field.shown ? ` ${printExpression(field.value, "top")} = ` : null;
  if (shown === null || /lambda/.test(shown)) return { ...field, shown: null };
  return { ...field, shown, conversion: field.conversion ?? (field.spec === null ? "r" : null) };
}

function merged(parts: FStringPart[]): FStringPart[] {
  return parts.filter(
    (part, i) => !("text" in part) || (part.text !== "" && !(i > 0 && "text" in (parts[i - 1] ?? { value: 0 }))),
  );
}

function callArguments(e: fc.Arbitrary<Expression>): fc.Arbitrary<Argument[]> {
  const positional = fc.array(fc.record({ name: fc.constantFrom(null, null, "*"), value: e }), { maxLength: 2 });
  const keyword = fc.uniqueArray(fc.record({ name, value: e }), { maxLength: 2, selector: (arg) => arg.name });
  const rest = fc.array(fc.record({ name: fc.constant("**"), value: e }), { maxLength: 1 });
  return fc.tuple(positional, keyword, rest).map((groups) => groups.flat());
}

function parameters(e: fc.Arbitrary<Expression>, annotated: boolean): fc.Arbitrary<Parameter[]> {
  const value = fc.option(e, { depthIdentifier: "e" });
  const annotation = annotated ? value : fc.constant(null);
  const kinds = fc.constantFrom("positional", "*", "**", "keyword-only" as const);
  const raw = fc.uniqueArray(fc.record({ name, kind: kinds, default: value, annotation }), {
    maxLength: 4,
    selector: (param) => param.name,
  });
  const order = ["positional", "*", "keyword-only", "**"];
  return raw.map((params) => {
    const sorted = [...params].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
    const single = sorted.filter((param, i) => !(param.kind.startsWith("*") && sorted[i - 1]?.kind === param.kind));
    const bare = single.map((param): Parameter => ({
      ...param,
      default: param.kind.startsWith("*") ? null : param.default,
      span,
    }));
    const first = bare.findIndex((param) => param.default !== null);
    const wanted: Expression = { kind: "Constant", value: null, span };
    return bare.map((param, i) =>
      param.kind === "positional" && first !== -1 && i > first ? { ...param, default: param.default ?? wanted } : param,
    );
  });
}

const simpleTarget = target.filter(
  (made) => made.kind === "Name" || made.kind === "Attribute" || made.kind === "Subscript",
);
const expressions = fc.array(expression, { minLength: 1, maxLength: 3 });
const imported: fc.Arbitrary<Import> = fc
  .oneof(
    fc
      .array(fc.tuple(fc.array(name, { minLength: 1, maxLength: 2 }), fc.option(name)), { minLength: 1, maxLength: 2 })
      .map((names) =>
        names.map(([path, alias]) => ({ module: path.join("."), name: null, alias: alias ?? path[0] ?? "" })),
      ),
    fc
      .tuple(name, fc.array(fc.tuple(name, name), { minLength: 1, maxLength: 2 }))
      .map(([module, names]) => names.map(([member, alias]) => ({ module, name: member, alias }))),
  )
  .map((names) => ({ kind: "Import", names, span }));

const { statement, definition } = fc.letrec<{ statement: Statement; definition: Statement }>((tie) => {
  const body = fc.array(tie("statement"), { minLength: 1, maxLength: 2 });
  const maybe = fc.oneof({ depthIdentifier: "s", maxDepth: 2 }, fc.constant<Statement[]>([]), body);
  const value = fc.option(expression);
  const node = (arb: fc.Arbitrary<unknown>): fc.Arbitrary<Statement> =>
    arb.map((made) => ({ ...(made as object), span }) as Statement);
  const handler = fc
    .record({ type: expression, name: fc.option(name), body })
    .map((made): Handler => ({ ...made, span }));
  const bareHandler = body.map((block): Handler[] => [{ type: null, name: null, body: block, span }]);
  const tryParts = fc.tuple(
    body,
    fc.array(handler, { maxLength: 2 }),
    fc.oneof(fc.constant([]), bareHandler),
    maybe,
    maybe,
  );
  const alternative = fc
    .record({ form: fc.constantFrom("when", "after" as const), guard: expression, words: fc.option(text), body })
    .map((made): Alternative => ({ ...made, span }));
  const noTuple = expression.filter((made) => made.kind !== "Tuple");
  return {
    definition: fc.oneof(
      node(
        fc
          .record({
            kind: fc.constant("FunctionDef"),
            name,
            params: parameters(expression, true),
            returns: value,
            body,
            decorators: fc.array(expression, { maxLength: 1 }),
            async: fc.boolean(),
          })
          .map(spanned),
      ),
      node(
        fc
          .record({
            kind: fc.constant("ClassDef"),
            name,
            bases: fc.array(expression, { maxLength: 2 }),
            body,
            decorators: fc.array(expression, { maxLength: 1 }),
          })
          .map(spanned),
      ),
    ),
    statement: fc.oneof(
      { depthIdentifier: "s", maxDepth: 2, depthSize: "small" },
      node(fc.record({ kind: fc.constant("Expr"), value: expression })),
      imported,
      node(
        fc.record({
          kind: fc.constant("Assign"),
          targets: fc.array(target, { minLength: 1, maxLength: 2 }),
          value: expression,
        }),
      ),
      node(
        fc.record({
          kind: fc.constant("AugAssign"),
          target: simpleTarget,
          operator: fc.constantFrom("+", "-", "*", "/", "//", "%", "**", "@", "<<", ">>", "&", "|", "^"),
          value: expression,
        }),
      ),
      node(fc.record({ kind: fc.constant("AnnAssign"), target: simpleTarget, annotation: expression, value })),
      node(fc.record({ kind: fc.constantFrom("Break", "Continue", "Pass") })),
      node(fc.record({ kind: fc.constant("Return"), value })),
      node(
        fc
          .tuple(value, value)
          .map(([exception, cause]) => ({ kind: "Raise", exception, cause: exception === null ? null : cause })),
      ),
      node(fc.record({ kind: fc.constant("Assert"), test: noTuple, message: value })),
      node(fc.record({ kind: fc.constant("Delete"), targets: fc.array(simpleTarget, { minLength: 1, maxLength: 2 }) })),
      node(
        fc.record({
          kind: fc.constantFrom("Global", "Nonlocal"),
          names: fc.array(name, { minLength: 1, maxLength: 2 }),
        }),
      ),
      node(fc.record({ kind: fc.constant("WaitUntil"), test: expression })),
      node(fc.record({ kind: fc.constantFrom("Cpu", "Io", "Sleep"), duration: expression })),
      node(fc.record({ kind: fc.constant("If"), test: expression, body, orelse: maybe })),
      node(fc.record({ kind: fc.constant("While"), test: expression, body, orelse: maybe })),
      node(
        fc.record({ kind: fc.constant("For"), target, iterable: expression, body, orelse: maybe, async: fc.boolean() }),
      ),
      node(
        tryParts.map(([block, handlers, bare, orelse, finalbody]) =>
          tryNode(block, [...handlers, ...bare], orelse, finalbody),
        ),
      ),
      node(
        fc.record({
          kind: fc.constant("With"),
          items: fc.array(fc.record({ context: expression, target: fc.option(target) }), {
            minLength: 1,
            maxLength: 2,
          }),
          body,
          async: fc.boolean(),
        }),
      ),
      node(fc.record({ kind: fc.constant("Repeat"), count: expression, body })),
      node(fc.record({ kind: fc.constant("Atomic"), body })),
      node(
        fc.record({
          kind: fc.constant("Select"),
          alternatives: fc.array(alternative, { minLength: 1, maxLength: 2 }),
          blocked: fc.option(text),
          manner: fc.constantFrom(null, "resting" as const, "cpu" as const, "io" as const),
        }),
      ),
      tie("definition"),
    ),
  };
});

function spanned(made: object): object {
  return { ...made, nameSpan: span };
}

function tryNode(body: Statement[], handlers: Handler[], orelse: Statement[], finalbody: Statement[]): object {
  const ending = handlers.length === 0 && finalbody.length === 0 ? body : finalbody;
  return { kind: "Try", body, handlers, orelse: handlers.length === 0 ? [] : orelse, finalbody: ending };
}

const one = { count: null, params: [], over: null };
const parameter = (id: string): Parameter => ({ name: id, kind: "positional", default: null, annotation: null, span });
const overNames = fc.uniqueArray(name, { minLength: 1, maxLength: 2 }).map((names) => {
  const ids = names.map((id): Expression => ({ kind: "Name", id, span }));
  const single = ids.length === 1 ? ids[0] : undefined;
  return { params: names.map(parameter), target: single ?? { kind: "Tuple", items: ids, span } };
});
const multiplicity = fc.oneof(
  fc.constant(one),
  expression.map((count) => ({ ...one, count })),
  fc
    .tuple(overNames, expression)
    .map(([over, iterable]) => ({ count: null, params: over.params, over: { target: over.target, iterable } })),
);
const block = fc.array(statement, { minLength: 1, maxLength: 2 });

function unit(
  form: "thread" | "process" | "coroutine" | "job",
  units: fc.Arbitrary<Declaration[]>,
): fc.Arbitrary<Declaration> {
  const daemon = form === "thread" || form === "process" ? fc.boolean() : fc.constant(false);
  return fc
    .record({ name, multiplicity, daemon, body: block, units })
    .map((made): Declaration => ({ kind: "Unit", form, ...made, nameSpan: span, span }));
}

const main = block.map((body): Declaration => ({ kind: "Main", body, span }));
const inner = fc.array(fc.oneof(unit("thread", fc.constant([])), unit("coroutine", fc.constant([])), main), {
  maxLength: 2,
});
const optionValue = fc.string({ unit: fc.constantFrom("a", "3", ".", "-", " ", "'", "#", "é", "("), maxLength: 6 });
const operator = fc.constantFrom("==", "<=", ">=", "<", ">" as const);
const dotted = fc.array(name, { minLength: 1, maxLength: 2 }).map((parts) => parts.join("."));

const pool = fc.record({ name, nameSpan: fc.constant(span), workers: fc.option(expression), span: fc.constant(span) });
const strategy: fc.Arbitrary<StrategySyntax> = fc
  .tuple(pool, fc.option(expression), fc.option(pool))
  .map(([own, limit, computing]) => ({ kind: "Strategy", ...own, limit, computing }));

const expectation: fc.Arbitrary<Expectation> = fc.oneof(
  fc.constantFrom("holds", "deadlock", "livelock" as const).map((kind): Expectation => ({ kind, span })),
  fc.option(text).map((property): Expectation => ({ kind: "violated", name: property, span })),
  fc
    .record({
      finding: fc.constantFrom(
        "lost-update",
        "data-race",
        "check-then-act",
        "lost-wakeup",
        "starvation",
        "blocking-call-in-coroutine",
        "never-awaited",
        "unpicklable",
        "release-unheld",
        "stale-copy",
        "my-thing",
      ),
      about: fc.option(expression),
    })
    .map((made): Expectation => ({ kind: "finding", ...made, span })),
  fc
    .record({
      type: fc.option(dotted),
      unit: fc.option(
        fc.oneof(
          name,
          name.map((id) => `${id}[2]`),
        ),
      ),
    })
    .map((made): Expectation => ({ kind: "exception", ...made, span })),
  fc
    .record({ exprs: fc.array(expression, { maxLength: 2 }), values: fc.array(expression, { maxLength: 3 }) })
    .map((made): Expectation => ({ kind: "outcomes", ...made, span })),
  fc
    .record({
      what: fc.constantFrom("interleavings", "states", "traces", "preemptions" as const),
      operator,
      value: expression,
    })
    .map((made): Expectation => ({ kind: "number", ...made, span })),
  fc.record({ strategy, operator, value: expression }).map((made): Expectation => ({ kind: "speedup", ...made, span })),
  strategy.map((made): Expectation => ({ kind: "recommended", strategy: made, span })),
);

const declaration: fc.Arbitrary<Declaration> = fc.oneof(
  definition.map((made) => made as FunctionDef),
  imported,
  fc
    .record({ kind: fc.constantFrom("Const", "Shared" as const), name, value: expression })
    .map((made): Declaration => ({ ...made, nameSpan: span, span })),
  fc
    .record({ name, value: optionValue })
    .map((made): Declaration => ({ kind: "Option", ...made, nameSpan: span, valueSpan: span, span })),
  unit("thread", fc.constant([])),
  unit("coroutine", fc.constant([])),
  unit("job", fc.constant([])),
  unit("process", inner),
  main,
  fc
    .record({
      form: fc.constantFrom("always", "finally", "sometimes", "eventually", "always eventually" as const),
      name: fc.option(text),
      expr: expression,
    })
    .map((made): Declaration => ({ kind: "Property", ...made, then: null, span })),
  fc
    .record({ name: fc.option(text), expr: expression, then: expression })
    .map((made): Declaration => ({ kind: "Property", form: "leads to", ...made, span })),
  expressions.map((exprs): Declaration => ({ kind: "Outcome", exprs, span })),
  fc
    .array(strategy, { minLength: 1, maxLength: 3 })
    .map((strategies): Declaration => ({ kind: "Compare", strategies, span })),
  expectation.map((made): Declaration => ({ kind: "Expect", expectation: made, span })),
);

const title = fc
  .record({ title: text, doc: fc.option(text.map((doc) => doc.trim())) })
  .map((made): Declaration => ({ kind: "Scenario", ...made, span }));

/** Whole scenarios. Spans are all zero. */
export const scenarioSyntax: fc.Arbitrary<ScenarioSyntax> = fc
  .tuple(fc.option(title), fc.array(declaration, { maxLength: 4 }))
  .map(([first, rest]) => ({ declarations: first === null ? rest : [first, ...rest] }));

/** A tree as text without its spans: equal text, equal tree. */
export function shape(syntax: unknown): string {
  return JSON.stringify(syntax, (key, value: unknown) => {
    if (key === "span" || key === "nameSpan" || key === "valueSpan") return undefined;
    if (typeof value === "bigint") return `int ${value}`;
    if (typeof value === "number") return `float ${value}`;
    return sorted(value);
  });
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
