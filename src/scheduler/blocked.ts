/** Why a unit cannot go on, read off the select it waits at. */
import { typeName } from "../programs/builtins/types.js";
import type { Program } from "../programs/program.js";
import { readAs } from "../programs/builtins/values.js";
import type { Ref } from "../programs/value.js";
import { currentTask } from "./event-loop.js";
import { runUntilBlocked } from "./evaluate.js";
import type { Explaining } from "./explaining.js";
import { ProbeMemory } from "./probe-memory.js";
import { Blocks, Machine, NeedsChoice } from "./machine.js";
import { nameOf } from "./naming.js";
import { selfOf } from "./recording.js";
import { copyUnit } from "./state.js";
import type { State } from "./state.js";
import type { Blocked, TraceEntry } from "./trace.js";

/** The scenario's line with this number, trimmed. */
export function sourceLine(program: Program, line: number): string {
  return (program.source.split("\n")[line - 1] ?? "").trim();
}

/** Describes a unit that is blocked in `state`; `entries` tell since when others hold what it waits for. */
export function describeBlocked(
  engine: Explaining,
  state: State,
  unit: number,
  entries: readonly TraceEntry[],
): Blocked {
  const m = new Machine(engine.world, new ProbeMemory(engine.world, state), copyUnit(state.units[unit]), unit, "unit", {
    words: () => undefined,
  });
  const { place } = m.userPlace(true);
  let words = "waits";
  try {
    runUntilBlocked(m);
  } catch (error) {
    if (error instanceof Blocks) words = error.words ?? words;
    // None of the alternatives of its `choose` can be taken: it waits for all of them.
    else if (!(error instanceof NeedsChoice)) throw error;
  }
  const self = selfOf(m);
  const key = self === null ? null : `o${self.id}`;
  const holders =
    self === null ? [] : holdersOf(m, self).map((holder) => ({ unit: holder, line: heldSince(entries, holder, key) }));
  return {
    unit,
    place,
    text: sourceLine(engine.world.program, place.line),
    words: words + heldBy(state, holders, words),
    object: self === null ? null : nameOf(m, self),
    key,
    primitive: self === null ? null : typeName(m, self),
    task: currentTask(m)?.name ?? null,
    holders,
  };
}

function heldBy(state: State, holders: readonly { unit: number; line: number | null }[], words: string): string {
  if (holders.length === 0 || words.endsWith(" to end")) return "";
  const names = holders.map(
    ({ unit, line }) => `${state.units[unit].name}${line === null ? "" : ` since line ${line}`}`,
  );
  return `, ${words.endsWith("(RUNNING)") ? "run" : "held"} by ${names.join(" and ")}`;
}

function holdersOf(m: Machine, self: Ref): number[] {
  const attributes = readAs(m, self, "instance")?.attributes;
  const { _unit: joined, _holder: holder, _runner: runner } = attributes ?? {};
  return [joined, holder, runner].flatMap((unit) => (typeof unit === "bigint" ? [Number(unit)] : []));
}

/** The line of the last step with which the unit came to hold the object; looking at it, or taking it again, does not count. */
function heldSince(entries: readonly TraceEntry[], unit: number, key: string | null): number | null {
  const own = entries.filter(
    ({ transition, object, words }) => transition.unit === unit && object === key && words !== null,
  );
  return (own.findLast((entry) => becomesHolder(entry)) ?? own.at(-1))?.place.line ?? null;
}

function becomesHolder({ transition, patches }: TraceEntry): boolean {
  return patches.some(({ path, value }) => path.at(-1) === "_holder" && value === BigInt(transition.unit));
}
