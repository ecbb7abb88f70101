/** A strategy: `threads(8)`, `asyncio limit 10`, `asyncio + processes(4)`. Which there are, the check says. */
import { bracketed } from "./parse-atom.js";
import type { Cursor } from "./parse-cursor.js";
import { expression, operation } from "./parse-expression.js";
import { unexpected } from "./parse-mistake.js";
import { binaryPower } from "./precedence.js";
import type { PoolSyntax, StrategySyntax } from "./syntax.js";

/** Of the number behind `limit`: a `+` behind it begins the pool. */
export const LIMIT_POWER = (binaryPower("+") ?? 0) + 1;

/** One strategy of a `compare` line, or the one of which something is expected. */
export function strategy(c: Cursor): StrategySyntax {
  const own = pool(c);
  const limit = c.acceptName("limit") ? operation(c, LIMIT_POWER) : null;
  const computing = c.accept("+") ? pool(c) : null;
  return { kind: "Strategy", ...own, limit, computing, span: c.spanFrom(own.span.start) };
}

function pool(c: Cursor): PoolSyntax {
  if (c.token.kind !== "name") return unexpected(c, "a strategy, such as `threads(8)`");
  const { text: name, start, end } = c.advance();
  const workers = c.at("(") ? bracketed(c, ")", () => expression(c)) : null;
  return { name, nameSpan: { start, end }, workers, span: c.spanFrom(start) };
}
