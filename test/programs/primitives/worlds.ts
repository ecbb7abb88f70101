/** Small worlds for sentences about primitives. */
import { dedent, explored } from "../../tiny.js";

/** The exact set of outcomes, sorted: values in order, then how it ended if not well: `1, [2]`, `1 deadlocked`. */
export function outcomes(text: string): string[] {
  const { outcomes: found, limit } = explored(text);
  if (limit !== null) throw new Error(limit.message);
  const shown = found.map(({ values, end }) => {
    const all = values.map(({ value }) => value).join(", ");
    return end === "completed" ? all : `${all} ${end}`.trim();
  });
  return shown.sort();
}

/** What the statement raises in a thread of its own: `ValueError: n must be one or more`; "nothing" if it does not. */
export function raised(definitions: string, statement: string): string {
  const text = `
${dedent(definitions)}
shared raised = "nothing"
thread one:
    try:
        ${statement.split("\n").join("\n        ")}
    except Exception as error:
        raised = f"{type(error).__name__}: {error}"
outcome raised
`;
  const found = outcomes(text);
  return found.map((value) => value.replace(/^(['"])(.*)\1$/, "$2")).join(" | ");
}

/** The number of steps of the only schedule there is: of one thread with this body. */
export function steps(definitions: string, ...lines: readonly string[]): number {
  const body = lines.map((line) => `    ${line}`).join("\n");
  const { outcomes: found } = explored(`${dedent(definitions)}\nthread one:\n${body}\n`);
  if (found.length !== 1) throw new Error(`${found.length} outcomes`);
  return found[0].steps;
}

/** The values of `log` after `asyncio.run(go())`; `go` has this body and may use what is defined before it. */
export function logged(body: string, definitions = ""): string[] {
  const lines = dedent(body).trim().split("\n").join("\n    ");
  return outcomes(
    `shared log = []\n${dedent(definitions)}\nasync def go():\n    ${lines}\nmain:\n    asyncio.run(go())\noutcome log\n`,
  );
}
