/** A scenario that has been made smaller, for people: its text, how much smaller it is, and its finding explained. */
import type { Exploration, Finding, Limit } from "../explorer/exploration.js";
import { findingSection } from "./finding.js";
import { hang, plural } from "./layout.js";
import { settings, stroke } from "./paint.js";
import type { ReportOptions } from "./paint.js";
import { verdictLines } from "./text.js";

/** How large a scenario is. */
interface Figures {
  readonly statements: number;
  readonly units: number;
  readonly states: number;
}

/** What is told of it. */
export interface ShrunkSummary {
  readonly text: string;
  readonly finding: Finding;
  readonly before: Figures;
  readonly after: Figures;
  readonly explored: number;
  readonly limit: Limit | null;
}

/** The whole report, ending in a line end. `output`: the file that the scenario has been written to. */
export function shrunkReport(
  original: Exploration,
  shrunk: ShrunkSummary,
  output: string | null,
  options: ReportOptions = {},
): string {
  const { width, paint } = settings(options);
  const { before, after, explored, limit } = shrunk;
  const stopped = limit === null ? "" : `; ${limit.message}, so it may not be the smallest`;
  const facts = `shrunk from ${figures(before)} to ${figures(after)}; ${plural(explored, "smaller scenario")} explored${stopped}`;
  const sections = [
    verdictLines(original, width, paint),
    hang("", facts, width).map((line) => (limit === null ? paint.bold(line) : stroke(paint, "yellow", line))),
    [shrunk.text.trimEnd()],
    findingSection([shrunk.finding], options),
    output === null ? [] : hang("", `written to ${output}`, width).map(paint.dim),
  ];
  return joined(sections);
}

/** Where there is no finding, or not the one that was asked for. */
export function nothingToShrink(original: Exploration, why: string, options: ReportOptions = {}): string {
  const { width, paint } = settings(options);
  return joined([verdictLines(original, width, paint), hang("", why, width)]);
}

function joined(sections: readonly (readonly string[])[]): string {
  const told = sections.filter((section) => section.length > 0).map((section) => section.join("\n"));
  return `${told.join("\n\n")}\n`;
}

/** "8 statements, 3 units, 59 states" */
function figures({ statements, units, states }: Figures): string {
  return [plural(statements, "statement"), plural(units, "unit"), plural(states, "state")].join(", ");
}
