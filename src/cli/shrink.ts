/** `sim explore FILE --shrink`: the smallest scenario that still shows the finding. */
import { writeFileSync } from "node:fs";
import type { ExploreOptions } from "../explorer/explore.js";
import type { Exploration } from "../explorer/exploration.js";
import { suggest } from "../programs/suggest.js";
import type { Program } from "../programs/program.js";
import { findingKinds, findingTitle } from "../report/finding.js";
import { explorationJson, shrunkJson } from "../report/json.js";
import { list } from "../report/layout.js";
import type { ReportOptions } from "../report/paint.js";
import { nothingToShrink, shrunkReport } from "../report/shrunk.js";
import { shrinkAsync } from "../shrinking/shrink.js";
import type { Shrinking } from "../shrinking/shrink.js";
import type { Shrunk } from "../shrinking/shrunk.js";
import { now } from "./clock.js";
import { EXIT, UsageError } from "./exit.js";
import { exitOf, watched } from "./search.js";
import type { SearchSettings } from "./search.js";
import { refuseUnwritable } from "./write.js";

export interface ShrinkSettings extends SearchSettings {
  readonly json?: boolean;
  readonly set: Readonly<Record<string, string>>;
  /** KIND or KIND:ABOUT; undefined: the first that violates. */
  readonly finding?: string | undefined;
  /** A file for the scenario. */
  readonly output?: string | undefined;
}

export interface Answer {
  readonly text: string;
  readonly code: number;
}

/** Shrinks a program's text and says what came of it; an interruption ends it with the smallest scenario so far. */
export async function shrinkWatched(
  program: Program,
  options: ExploreOptions,
  settings: ShrinkSettings,
  report: ReportOptions,
): Promise<Answer> {
  const { finding, set, output } = settings;
  if (finding !== undefined) checkKind(finding);
  if (output !== undefined) refuseUnwritable(output);
  const asked = { file: program.file, set, ...(finding === undefined ? {} : { finding }) };
  const done = await watched({ ...settings, label: "shrinking: " }, (watching) =>
    shrinkAsync(program.source, { ...options, ...watching, ...asked }),
  );
  if (!("original" in done)) throw new Error("the scenario had no mistakes before");
  const { original, shrunk } = done;
  if (shrunk !== null && output !== undefined) write(output, shrunk.text);
  return { text: await shown(done, settings, options, report), code: codeOf(original, shrunk) };
}

function codeOf(original: Exploration, shrunk: Shrunk | null): number {
  return shrunk?.limit?.name === "interrupted" ? EXIT.interrupted : exitOf(original);
}

async function shown(
  { original, shrunk }: Shrinking,
  { json, finding, output }: ShrinkSettings,
  options: ExploreOptions,
  report: ReportOptions,
): Promise<string> {
  const small = shrunk === null ? null : { ...shrunk, finding: await reachable(shrunk, options) };
  if (json === true) return JSON.stringify({ ...explorationJson(original), shrunk: shrunkJson(small) }, null, 2);
  if (small === null) return nothingToShrink(original, whyNot(original, finding ?? null), report);
  return shrunkReport(original, small, output ?? null, report);
}

/** The finding of the small scenario, with the interpreters on which it can happen. */
async function reachable(
  { program, exploration, finding }: Shrunk,
  options: ExploreOptions,
): Promise<Shrunk["finding"]> {
  const { withReachability } = await import("../explorer/interpreters.js");
  const { findings } = withReachability(program, exploration, { ...options, clock: now });
  return findings[exploration.findings.indexOf(finding)] ?? finding;
}

function whyNot({ verdict, findings }: Exploration, asked: string | null): string {
  const shrinkable = findings.filter(({ kind }) => kind !== "unreached");
  const others = shrinkable.map((finding) => `${findingTitle(finding)} (${nameOf(finding)})`);
  const instead = others.length === 0 ? "" : ` There is ${list(others)}.`;
  if (asked !== null) return `Nothing to shrink: there is no finding ${asked}.${instead}`;
  if (verdict === "violated") return "Nothing to shrink: no run shows what is violated, since something never happens.";
  return `Nothing to shrink: no finding makes the verdict \`violated\`.${instead}`;
}

/** As `--finding` takes it. */
function nameOf({ kind, about }: Shrunk["finding"]): string {
  return `--finding ${about === null ? kind : `${kind}:${about}`}`;
}

function checkKind(finding: string): void {
  const kind = finding.split(":")[0];
  if (findingKinds.some((known) => known === kind)) return;
  const meant = suggest(kind, findingKinds);
  throw new UsageError(
    `--finding ${finding}: there is no such kind of finding`,
    meant === null ? `It can be ${findingKinds.join(", ")}.` : `Did you mean ${meant}?`,
  );
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new UsageError(`${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
