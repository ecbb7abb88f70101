// One-line questions about small scenarios: what a text explores to, runs to, is worth.
import { compile } from "#sim/language/compile.js";
import { explore } from "#sim/explorer/explore.js";
import type { ExploreOptions } from "#sim/explorer/explore.js";
import type { Exploration, Finding, Outcome } from "#sim/explorer/exploration.js";
import type { Program } from "#sim/programs/program.js";
import { replay, run } from "#sim/scheduler/run.js";
import type { RunOptions } from "#sim/scheduler/run.js";
import type { Trace } from "#sim/scheduler/trace.js";
import type { WorldOptions } from "#sim/scheduler/world.js";

/** The text may be indented as a whole. Throws the diagnostics of a text that does not compile. */
export function compiled(text: string): Program {
  const { program, diagnostics } = compile(dedent(text));
  if (program === null) throw new Error(diagnostics.map(({ message }) => message).join("; ") + `\n${dedent(text)}`);
  return program;
}

export function dedent(text: string): string {
  const lines = text.replace(/^\n/, "").split("\n");
  const margin = Math.min(
    ...lines.filter((line) => line.trim() !== "").map((line) => /^ */.exec(line)?.[0].length ?? 0),
  );
  return lines.map((line) => line.slice(margin)).join("\n");
}

/** Without the remarks on what is never reached: small scenarios have much of it. */
export function explored(text: string, options: ExploreOptions = {}): Exploration {
  const exploration = explore(compiled(text), options);
  return { ...exploration, findings: exploration.findings.filter(({ kind }) => kind !== "unreached") };
}

/** `{ "counter=1": 4, "counter=2": 2 }`: outcome → interleavings (null: not counted). Ends other than completed come first: "deadlocked: x=0". */
export function outcomesOf(text: string, options: ExploreOptions = {}): Record<string, number | null> {
  const found: Record<string, number | null> = {};
  for (const outcome of explored(text, options).outcomes) {
    found[nameOf(outcome)] = outcome.interleavings === null ? null : Number(outcome.interleavings);
  }
  return found;
}

function nameOf({ end, values }: Outcome): string {
  const shown = values.map(({ label, value }) => `${label}=${value}`).join(" ");
  return end === "completed" ? shown : `${end}: ${shown}`.trimEnd();
}

/** How many interleavings there are. */
export function interleavings(text: string, options: ExploreOptions = {}): number {
  return Number(explored(text, options).statistics.interleavings);
}

/** "deadlock", "lost-update counter", … in the order of the report. */
export function findingsOf(text: string, options: ExploreOptions = {}): string[] {
  return explored(text, options).findings.map(({ kind, about }) => (about === null ? kind : `${kind} ${about}`));
}

/** The first finding of a kind; throws if there is none. */
export function finding(exploration: Pick<Exploration, "findings">, kind: Finding["kind"]): Finding {
  const found = exploration.findings.find((each) => each.kind === kind);
  if (found === undefined)
    throw new Error(`no ${kind} among ${exploration.findings.map((each) => each.kind).join(", ")}`);
  return found;
}

export function ran(text: string, options: RunOptions = {}): Trace {
  return run(compiled(text), options);
}

export function replayed(text: string, schedule: string, options: WorldOptions = {}): Trace {
  return replay(compiled(text), schedule, options);
}

/** The repr of an expression (one or more lines before it may define names) evaluated in a thread; or the exception that ends it. */
export function valueOf(expression: string, definitions = ""): string {
  const text = `shared result = None\n${dedent(definitions)}\nthread only:\n    result = ${expression}\n`;
  const { outcomes, findings } = explored(text);
  if (outcomes.length !== 1) throw new Error(`${outcomes.length} outcomes`);
  const failure = findings.find(({ kind }) => kind === "exception" || kind === "assertion");
  if (failure !== undefined) return failure.property ?? failure.message;
  return outcomes[0].values.find(({ label }) => label === "result")?.value ?? "no result";
}
