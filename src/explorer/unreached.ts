/**
 * Lines of the scenario that no interleaving executes: both engines note every instruction they run (see
 * `World.reached`), and a complete search has run whatever can be run.
 */
import type { Code } from "../programs/code.js";
import { Explaining } from "../scheduler/explaining.js";
import { replayOn } from "../scheduler/run.js";
import type { World } from "../scheduler/world.js";
import type { Finding } from "./exploration.js";

/** After a complete search: what was never reached, as a finding that violates nothing. Null if all of it was. */
export function unreachedFinding(world: World): Finding | null {
  const lines = unreachedLines(world);
  if (lines.length === 0) return null;
  const about = rangesOf(lines);
  const text = world.program.source.split("\n")[lines[0] - 1] ?? "";
  const column = text.length - text.trimStart().length + 1;
  return {
    kind: "unreached",
    about,
    message: `No interleaving executes ${about}.`,
    violates: false,
    schedule: "-",
    steps: 0,
    preemptions: 0,
    place: { line: lines[0], column, endLine: lines[0], endColumn: text.trimEnd().length + 1 },
    trace: replayOn(new Explaining(world), "-"),
    blocked: [],
    cycle: [],
    property: null,
    causes: [],
    interpreters: null,
    hint: null,
    noReturn: null,
    passing: null,
    odds: null,
  };
}

/** Ascending. */
function unreachedLines(world: World): number[] {
  return [...linesReached(world)].flatMap(([line, reached]) => (reached ? [] : [line])).sort((a, b) => a - b);
}

/** By line of the scenario that has anything to execute: whether something on it was executed. */
export function linesReached({ program, reached }: World): ReadonlyMap<number, boolean> {
  const seen = new Map<number, boolean>();
  program.codes.forEach((code, index) => {
    if (!isScenario(code)) return;
    code.places.forEach(({ line }, pc) => {
      seen.set(line, seen.get(line) === true || reached[index][pc] === 1);
    });
  });
  return seen;
}

function isScenario({ module, kind }: Code): boolean {
  return module === "" && kind !== "property";
}

/** [12, 14, 15] → "line 12, lines 14 to 15" */
function rangesOf(lines: readonly number[]): string {
  const ranges: { readonly first: number; last: number }[] = [];
  for (const line of lines) {
    const range = ranges.at(-1);
    if (range?.last === line - 1) range.last = line;
    else ranges.push({ first: line, last: line });
  }
  const texts = ranges.map(({ first, last }) => (first === last ? `${first}` : `${first} to ${last}`));
  return `${lines.length === 1 ? "line" : "lines"} ${texts.join(", ")}`;
}
