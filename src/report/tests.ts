/** `sim test`: a line for each scenario, what was missed below it, and a summary. */
import { hang, plural } from "./layout.js";
import { settings, stroke } from "./paint.js";
import type { Colour, Paint, ReportOptions } from "./paint.js";

/** How a scenario's expectations were met; the counterpart in `testing/expectations` makes it. */
export interface TestedExpectation {
  readonly text: string;
  readonly line: number | null;
  readonly met: boolean;
  /** What was found instead; null when met. */
  readonly message: string | null;
}

export interface TestedScenario {
  readonly file: string;
  readonly title: string;
  /** `stopped`: a limit was reached before an answer; `invalid`: the file cannot be run. */
  readonly result: "passed" | "failed" | "stopped" | "invalid";
  readonly expectations: readonly TestedExpectation[];
  /** Diagnostics of an invalid file, or which limit was reached. */
  readonly problem: string | null;
  /** Milliseconds; null: not shown. */
  readonly time: number | null;
}

const looks: Readonly<Record<TestedScenario["result"], { readonly mark: string; readonly colour: Colour }>> = {
  passed: { mark: "✓", colour: "green" },
  failed: { mark: "✗", colour: "red" },
  stopped: { mark: "?", colour: "yellow" },
  invalid: { mark: "✗", colour: "red" },
};

/** The scenario's line, and what was missed. */
export function testLines(tested: TestedScenario, options: ReportOptions = {}): string[] {
  const { width, paint } = settings(options);
  const { mark, colour } = looks[tested.result];
  const count = tested.expectations.length;
  const facts = [
    count > 0 ? plural(count, "expectation") : "",
    tested.time === null ? "" : duration(tested.time),
  ].filter((fact) => fact !== "");
  const line = `${stroke(paint, colour, mark)} ${tested.file}${facts.length > 0 ? paint.dim(`  ${facts.join(", ")}`) : ""}`;
  return [line, ...missed(tested, width, paint), ...problem(tested, width, paint)];
}

function missed(tested: TestedScenario, width: number, paint: Paint): string[] {
  return tested.expectations
    .filter(({ met }) => !met)
    .flatMap((expectation) => [
      `    ${paint.red("✗")} ${expectation.text}${expectation.line === null ? "" : paint.dim(`  line ${expectation.line}`)}`,
      ...(expectation.message === null ? [] : hang("      ", expectation.message, width)),
    ]);
}

/** Code frames are laid out already; a limit is a sentence. */
function problem({ problem, result }: TestedScenario, width: number, paint: Paint): string[] {
  if (problem === null) return [];
  if (result === "invalid") return problem.split("\n").map((line) => (line === "" ? "" : `    ${line}`));
  return hang("    ", problem, width).map(paint.yellow);
}

/** The last lines: "scenarios  41 passed, 2 failed" and "expectations  97 met, 3 missed". */
export function testSummary(tested: readonly TestedScenario[], options: ReportOptions = {}): string[] {
  const { paint } = settings(options);
  const of = (result: TestedScenario["result"]): number =>
    tested.filter((scenario) => scenario.result === result).length;
  const all = tested.flatMap(({ expectations }) => expectations);
  const met = all.filter((expectation) => expectation.met).length;
  const parts = (entries: readonly (readonly [number, string, Colour])[]): string =>
    entries
      .filter(([n], i) => n > 0 || i === 0)
      .map(([n, word, colour]) => stroke(paint, n > 0 ? colour : "dim", `${n} ${word}`))
      .join(", ");
  return [
    "",
    `${paint.dim("   scenarios")}  ${parts([
      [of("passed"), "passed", "green"],
      [of("failed"), "failed", "red"],
      [of("stopped"), "stopped", "yellow"],
      [of("invalid"), "invalid", "red"],
    ])}`,
    `${paint.dim("expectations")}  ${parts([
      [met, "met", "green"],
      [all.length - met, "missed", "red"],
    ])}`,
  ];
}

/** 0.4 → "0 ms"; 1234 → "1.2 s" */
export function duration(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
