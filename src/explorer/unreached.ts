/**
 * What no interleaving of the scenario does: lines never executed, and conditions that only ever go one way. Both
 * engines note what they reach (see `World.reached`), and a complete search has reached whatever can be reached.
 */
import type { Code, Place } from "../programs/code.js";
import { Explaining } from "../scheduler/explaining.js";
import { replayOn } from "../scheduler/run.js";
import type { ConditionalJump } from "../scheduler/returning.js";
import type { Trace } from "../scheduler/trace.js";
import { Reached } from "../scheduler/world.js";
import type { World } from "../scheduler/world.js";
import type { Finding } from "./exploration.js";

/** After a complete search: what was never reached, as findings that violate nothing: the lines, then conditions in the order of the text. */
export function unreachedFindings(world: World): Finding[] {
  const { source } = world.program;
  const lines = linesReached(world);
  const missing = [...lines].flatMap(([line, reached]) => (reached ? [] : [line])).sort((a, b) => a - b);
  const branches = decisions(world)
    .filter((decision) => goesOneWay(decision, lines))
    .sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);
  if (missing.length === 0 && branches.length === 0) return [];
  // Nothing has to happen for it: all show the same start.
  const start = replayOn(new Explaining(world), "-");
  return [
    ...(missing.length === 0 ? [] : [linesFinding(source, start, missing)]),
    ...branches.map(({ kind, place, seen }) => {
      const text = textAt(source, place);
      const on = `on line ${place.line}`;
      if (kind === "handler")
        return unreached(
          start,
          place,
          `except ${text} ${on}`,
          `In no interleaving does except ${text} ${on} catch anything.`,
        );
      const never = (seen & Reached.true) === 0;
      return unreached(start, place, `${text} ${never} ${on}`, `In no interleaving is ${text} ${on} ${never}.`);
    }),
  ];
}

function unreached(trace: Trace, place: Place, about: string, message: string): Finding {
  return {
    kind: "unreached",
    about,
    message,
    violates: false,
    schedule: "-",
    steps: 0,
    preemptions: 0,
    place,
    trace,
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

// --- lines ------------------------------------------------------------------------------------------------------

/** `missing` is ascending. */
function linesFinding(source: string, start: Trace, missing: readonly number[]): Finding {
  const [line] = missing;
  const about = rangesOf(missing);
  const text = source.split("\n")[line - 1] ?? "";
  const column = text.length - text.trimStart().length + 1;
  const place = { line, column, endLine: line, endColumn: text.trimEnd().length + 1 };
  return unreached(start, place, about, `No interleaving executes ${about}.`);
}

/** By line of the scenario that has anything to execute: whether something on it was executed. */
export function linesReached({ program, reached }: World): ReadonlyMap<number, boolean> {
  const seen = new Map<number, boolean>();
  program.codes.forEach((code, index) => {
    if (!isScenario(code)) return;
    code.places.forEach(({ line }, pc) => {
      seen.set(line, seen.get(line) === true || reached[index][pc] !== 0);
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

// --- conditions -------------------------------------------------------------------------------------------------

interface Decided {
  readonly kind: "condition" | "handler";
  readonly place: Place;
  /** Sum of `Reached`. */
  seen: number;
  /** The lines that it leads to if it is true, and if it is false. */
  readonly lines: Readonly<Record<"true" | "false", number>>;
}

/** Of the scenario. A `finally` is there once for every way into it: its conditions count as one. */
function decisions({ program, reached }: World): Decided[] {
  const known = new Map<string, Decided>();
  program.codes.forEach((code, index) => {
    if (!isScenario(code)) return;
    code.instructions.forEach((instruction, pc) => {
      if (!("decides" in instruction) || instruction.decides === undefined) return;
      const place = code.places[pc];
      const key = `${place.line}:${place.column} ${place.endLine}:${place.endColumn}`;
      const same = known.get(key);
      if (same !== undefined) same.seen |= reached[index][pc];
      else
        known.set(key, {
          kind: instruction.decides,
          place,
          seen: reached[index][pc],
          lines: waysOf(code, instruction, pc),
        });
    });
  });
  return [...known.values()];
}

function waysOf({ places }: Code, { op, to }: ConditionalJump, pc: number): Decided["lines"] {
  const jump = places[to]?.line ?? 0;
  const on = places[pc + 1].line;
  return op === "JUMP_IF_TRUE" || op === "JUMP_IF_TRUE_OR_POP" ? { true: jump, false: on } : { true: on, false: jump };
}

/** A way that leads to lines never reached is told by these. That a handler takes whatever comes is no news. */
function goesOneWay({ kind, seen, lines }: Decided, reached: ReadonlyMap<number, boolean>): boolean {
  const ways = seen & (Reached.true | Reached.false);
  if (ways === Reached.true) return kind === "condition" && reached.get(lines.false) !== false;
  return ways === Reached.false && reached.get(lines.true) !== false;
}

/** The text at a place, as one line. */
function textAt(source: string, { line, column, endLine, endColumn }: Place): string {
  const lines = source.split("\n").slice(line - 1, endLine);
  lines[lines.length - 1] = lines[lines.length - 1].slice(0, endColumn - 1);
  lines[0] = lines[0].slice(column - 1);
  return lines.join(" ").replace(/\s+/g, " ");
}
