// One-line ways to have the jobs of a small scenario carried out by a strategy.
import { explore } from "#sim/explorer/explore.js";
import { compile, type Compiled } from "#sim/language/compile.js";
import { programOf, strategyScenario, type StrategySettings } from "#sim/language/strategies/carry-out.js";
import type { Program } from "#sim/programs/program.js";
import type { Strategy } from "#sim/programs/strategy.js";
import { run } from "#sim/scheduler/run.js";
import { dedent } from "../../tiny.js";

/** The text may be indented as a whole. Throws the diagnostics of a text that does not compile. */
export function read(text: string): Compiled {
  const compiled = compile(dedent(text));
  if (compiled.program === null) throw new Error(compiled.diagnostics.map(({ message }) => message).join("; "));
  return compiled;
}

/** `asyncio limit 2` as `compare` would read it. */
export function strategy(text: string): Strategy {
  const [only] = read(`job work:\n    pass\ncompare ${text}\n`).program?.strategies ?? [];
  return only;
}

/** The scenario of a strategy; its diagnostics, as "E270 line:column message", if there is none. */
export function carried(text: string, how: string, settings: StrategySettings = {}): string {
  const compiled = read(text);
  const made = strategyScenario(compiled, strategy(how), settings);
  if (made.text !== null) return made.text;
  const told = made.diagnostics.map(({ code, message, span }) => {
    const { line, column } = compiled.source.position(span.start);
    return `${code} ${line}:${column} ${message}`;
  });
  return told.join("\n");
}

/** Throws the diagnostics if there is none. */
export function program(text: string, how: string, settings: StrategySettings = {}): Program {
  const made = programOf(read(text), strategy(how), settings);
  if (made.program === null) throw new Error(made.diagnostics.map(({ message }) => message).join("; "));
  return made.program;
}

/** The different outcomes of all runs, sorted: "results=[1, 2]", "deadlocked: …". */
export function outcomes(text: string, how: string, settings: StrategySettings = {}): string[] {
  const { outcomes: found, verdict } = explore(program(text, how, settings));
  if (verdict === "unknown") throw new Error("the search was stopped");
  const told = found.map(({ end, values }) => {
    const shown = values.map(({ label, value }) => `${label}=${value}`).join(" ");
    return end === "completed" ? shown : end;
  });
  return [...new Set(told)].sort();
}

/** Milliseconds that one run takes if nothing but what the scenario says takes time. */
export function makespan(text: string, how: string, settings: StrategySettings = {}): number {
  const { clock } = run(program(text, how, settings), { time: "timed" });
  return Number(clock) / 1e6;
}
