/** `expect …`: what the author of a scenario says the check must find. */
import { type Cursor, isSymbol } from "./parse-cursor.js";
import { expression, operation } from "./parse-expression.js";
import { brief, found, newName, unexpected } from "./parse-mistake.js";
import { strategy } from "./parse-strategy.js";
import { POWER } from "./precedence.js";
import { suggest } from "../programs/suggest.js";
import type { Expectation, Expression } from "./syntax.js";

/** Phrases for findings, in their words, with the finding's name where it is not the words joined by hyphens. */
export const FINDINGS: ReadonlyMap<string, string> = new Map([
  ["lost update", "lost-update"],
  ["data race", "data-race"],
  ["check then act", "check-then-act"],
  ["lost wakeup", "lost-wakeup"],
  ["lost wake up", "lost-wakeup"],
  ["starvation", "starvation"],
  ["blocking call in coroutine", "blocking-call-in-coroutine"],
  ["blocking call", "blocking-call-in-coroutine"],
  ["never awaited", "never-awaited"],
  ["unretrieved exception", "unretrieved-exception"],
  ["unpicklable", "unpicklable"],
  ["release of unheld lock", "release-unheld"],
  ["stale copy", "stale-copy"],
  ["unreached", "unreached"],
]);
const OTHERS = [
  "holds",
  "violated",
  "deadlock",
  "livelock",
  "exception",
  "outcomes",
  "interleavings",
  "states",
  "traces",
  "preemptions",
  "speedup",
  "recommended",
  "finding",
];

/** What stands after `expect`, without the end of the line. */
export function expectation(c: Cursor): Expectation {
  const { start, text } = c.token;
  switch (text) {
    case "holds":
    case "deadlock":
    case "livelock":
      c.advance();
      return { kind: text, span: c.spanFrom(start) };
    case "violated":
      c.advance();
      return { kind: text, name: quoted(c), span: c.spanFrom(start) };
    case "exception": {
      c.advance();
      const parts = exception(c);
      return { kind: text, ...parts, span: c.spanFrom(start) };
    }
    case "outcomes": {
      c.advance();
      const parts = outcomes(c);
      return { kind: text, ...parts, span: c.spanFrom(start) };
    }
    case "interleavings":
    case "states":
    case "traces":
    case "preemptions":
      c.advance();
      return { kind: "number", what: text, operator: comparison(c), value: expression(c), span: c.spanFrom(start) };
    case "speedup":
      c.advance();
      return {
        kind: text,
        strategy: strategy(c),
        operator: comparison(c),
        value: expression(c),
        span: c.spanFrom(start),
      };
    case "recommended":
      c.advance();
      return { kind: text, strategy: strategy(c), span: c.spanFrom(start) };
    default:
      return finding(c);
  }
}

function quoted(c: Cursor): string | null {
  if (c.token.kind !== "string") {
    if (c.token.kind === "name")
      c.fail("E206", c.token, "The name of a property stands in quotes.", {
        hint: `Write \`expect violated "${c.token.text}"\`.`,
      });
    return null;
  }
  const { value } = c.token;
  c.advance();
  return value;
}

function exception(c: Cursor): { type: string | null; unit: string | null } {
  let type: string | null = null;
  if (c.atName()) {
    type = c.advance().text;
    while (c.accept(".")) type += `.${newName(c, "the name of an exception").text}`;
  }
  const unit = c.accept("in") ? unitName(c) : null;
  return { type, unit };
}

/** `worker` or `worker[1]`. */
function unitName(c: Cursor): string {
  const name = newName(c, "the name of a unit").text;
  if (!c.accept("[")) return name;
  const index = c.token;
  if (index.kind !== "number") return unexpected(c, "the number of the unit");
  c.advance();
  if (!c.accept("]")) unexpected(c, "`]`");
  return `${name}[${index.text}]`;
}

function outcomes(c: Cursor): { exprs: Expression[]; values: readonly Expression[] } {
  const exprs: Expression[] = [];
  while (!c.at("in")) {
    exprs.push(operation(c, POWER.bitor));
    if (!c.accept(",")) break;
  }
  if (!c.accept("in")) {
    if (c.token.kind === "op" && /^(==|<=|>=|<|>|=)$/.test(c.token.text))
      c.fail("E209", c.token, "Outcomes are given as a set.", { hint: "Write `expect outcomes x in {1, 2}`." });
    unexpected(c, "`in` and the set of outcomes");
  }
  const start = c.token.start;
  const set = expression(c);
  if (set.kind === "Set") return { exprs, values: set.items };
  if (set.kind === "Dict" && set.entries.length === 0) return { exprs, values: [] };
  return c.fail("E209", { start, end: set.span.end }, "The outcomes must stand in braces.", {
    expected: "a set, such as `{1, 2}`",
    hint: "With several expressions each element is a tuple: `{(0, 1), (1, 0)}`.",
  });
}

type Operator = "==" | "<=" | ">=" | "<" | ">";
const OPERATORS: readonly Operator[] = ["==", "<=", ">=", "<", ">"];

function comparison(c: Cursor): Operator {
  const operator = c.token.kind === "op" ? OPERATORS.find((one) => one === c.token.text) : undefined;
  if (operator !== undefined) c.advance();
  else if (isSymbol(c.token, "="))
    c.fail("E107", c.token, "`=` assigns; it does not compare.", { hint: "Write `==` to compare." });
  return operator ?? "==";
}

/** `lost update on X`, `finding NAME on X`. */
function finding(c: Cursor): Expectation {
  const { start } = c.token;
  const general = c.acceptName("finding");
  const first = c.token;
  const words = phrase(c);
  const span = c.spanFrom(first.start);
  if (words.length === 0) {
    if (general || c.atLineEnd)
      return c.fail("E206", { start: c.previousEnd, end: c.previousEnd + 1 }, "What is expected is missing.", {
        hint: "For instance `expect holds`, `expect deadlock`, `expect lost update on x`.",
      });
    return c.fail("E206", first, `${found(first)} is nothing that can be expected.`, {
      hint: "For instance `expect holds`, `expect deadlock`, `expect lost update on x`.",
    });
  }
  const known = FINDINGS.get(words.join(" ")) ?? (general ? words.join("-") : null);
  if (known === null) {
    const said = brief(words.join(" "));
    const meant = suggest(said, [...FINDINGS.keys(), ...OTHERS]) ?? suggest(words[0] ?? "", OTHERS);
    return c.fail("E206", span, `\`${said}\` is nothing that can be expected.`, {
      hint:
        meant === null
          ? "For instance `expect holds`, `expect deadlock`, `expect lost update on x`."
          : `Did you mean \`${meant}\`?`,
    });
  }
  const about = c.acceptName("on") || c.accept("in") || nameFollows(c, known) ? expression(c) : null;
  return { kind: "finding", finding: known, about, span: c.spanFrom(start) };
}

/** `never awaited fetch`: the one finding that is said with the name right behind it. */
function nameFollows(c: Cursor, finding: string): boolean {
  return finding === "never-awaited" && c.atName();
}

/**
 * Words, which hyphens may join, up to `on` or whatever is no word. `in` belongs to the phrase where a known one needs
 * it; after `never awaited` a name begins.
 */
function phrase(c: Cursor): string[] {
  const words: string[] = [];
  while ((c.token.kind === "name" && c.token.text !== "on" && !isNeverAwaited(words)) || needsIn(c, words)) {
    words.push(c.advance().text);
    if (c.at("-")) c.advance();
  }
  return words;
}

function isNeverAwaited(words: readonly string[]): boolean {
  return words.length === 2 && words[0] === "never" && words[1] === "awaited";
}

/** `blocking call in coroutine`, but `blocking call in fetch`. */
function needsIn(c: Cursor, words: readonly string[]): boolean {
  return c.at("in") && words.join(" ") === "blocking call" && c.peek(1).text === "coroutine";
}
