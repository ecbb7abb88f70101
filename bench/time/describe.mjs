/**
 * A scenario as the harness takes it: the parts of its jobs, and the strategies of its `compare` line; without one, its
 * threads are run as they are written. What the harness cannot do is refused, so that both sides do the same.
 */
import { parse } from "../../dist/language/parse.js";
import { Source } from "../../dist/language/source.js";

/** { jobs, shared, start_method, switch_interval, strategies: [{ text, strategy }] } */
export function described(text) {
  const source = new Source(text.replace(/^compare .*$/m, ""));
  const { syntax, diagnostics } = parse(source);
  if (diagnostics.length > 0) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const textOf = ({ span }) => source.text.slice(span.start, span.end);
  const all = (kind) => syntax.declarations.filter((node) => node.kind === kind);
  const option = (name) => all("Option").find((node) => node.name === name)?.value ?? null;
  const compare = /^compare (.*)$/m.exec(text)?.[1] ?? "as written";
  const interval = option("switch_interval");
  return {
    jobs: all("Unit").map((unit) => jobOf(unit, textOf)),
    shared: Object.fromEntries(all("Shared").map((node) => [node.name, textOf(node.value)])),
    start_method: option("start_method") ?? "fork",
    switch_interval: interval === null ? null : secondsOf(interval),
    strategies: compare.split(/,\s*/).map((each) => ({ text: each, strategy: strategyOf(each) })),
  };
}

function jobOf({ multiplicity: { count, over }, body }, textOf) {
  const last = body.at(-1);
  const returns = last?.kind === "Return";
  return {
    count: count === null ? 1 : Number(textOf(count)),
    over: over === null ? null : textOf(over.iterable),
    name: over === null ? null : textOf(over.target),
    parts: (returns ? body.slice(0, -1) : body).map((statement) => partOf(statement, textOf)),
    result: returns ? textOf(last.value) : null,
  };
}

function partOf(node, textOf) {
  const inside = () => node.body.map((statement) => partOf(statement, textOf));
  switch (node.kind) {
    case "Cpu":
    case "Io":
      return [node.kind.toLowerCase(), durationOf(node.duration, textOf)];
    case "With":
      if (node.items.length === 1) return ["hold", textOf(node.items[0].context), inside()];
      break;
    case "Repeat":
      return ["repeat", Number(textOf(node.count)), inside()];
    case "Expr": {
      const called = /^(\w+)\.(put|get)\(1?\)$/.exec(textOf(node.value));
      if (called !== null) return [called[2], called[1]];
    }
  }
  throw new Error(`the harness cannot do \`${textOf(node)}\``);
}

function durationOf(node, textOf) {
  return node.kind === "Duration" ? Number(node.nanoseconds) / 1e9 : textOf(node);
}

const units = { us: 1e6, ms: 1e3, s: 1 };

function secondsOf(text) {
  const [, number, unit] = /^([\d.]+)(\w+)$/.exec(text);
  return Number(number) / units[unit];
}

/** "threads(8)", "asyncio limit 10", "asyncio + processes(4)" */
function strategyOf(text) {
  const match = /^([a-z_ ]+?)(?:\((\d+)\))?(?: limit (\d+))?(?: \+ (threads|processes)\((\d+)\))?$/.exec(text);
  if (match === null) throw new Error(`no strategy: ${text}`);
  const [, kind, workers, limit, pool, most] = match;
  const number = (digits) => (digits === undefined ? null : Number(digits));
  const computing = pool === undefined ? null : { kind: pool, workers: number(most) };
  return { kind, workers: number(workers), limit: number(limit), computing };
}
