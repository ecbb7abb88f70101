/** The interpreter as a switch: one program under every model, side by side; and on which of them a finding can really happen. */
import { interpreterNames } from "../programs/interpreters.js";
import type { InterpreterName, Program } from "../programs/program.js";
import { finished, finishedInTurns } from "./driving.js";
import type { Turns } from "./driving.js";
import type { Exploration, Finding } from "./exploration.js";
import { exploration, explore, isSameUnder } from "./explore.js";
import type { ExploreOptions } from "./explore.js";

/** One exploration for each interpreter, in the order of `interpreterNames`. */
export function exploreInterpreters(
  program: Program,
  options: Omit<ExploreOptions, "interpreter" | "resume" | "onStop"> = {},
  names: readonly InterpreterName[] = interpreterNames,
): { readonly interpreter: InterpreterName; readonly exploration: Exploration }[] {
  return names.map((interpreter) => ({ interpreter, exploration: explore(program, { ...options, interpreter }) }));
}

/** Models that differ in their switch points; the others behave like one of these. */
const representatives: readonly { readonly model: InterpreterName; readonly stands: readonly InterpreterName[] }[] = [
  { model: "cpython-3.10", stands: ["cpython-3.10"] },
  { model: "cpython-3.12", stands: ["cpython-3.11", "cpython-3.12", "cpython-3.13", "cpython-3.14", "cpython-3.15"] },
];
const everyStep: readonly InterpreterName[] = ["cpython-3.8", "cpython-3.9", "free-threaded"];

/**
 * Fills `Finding.interpreters` of an exploration under `any`: explores again under the stricter models, if the space
 * is at most `maxStates` states and least schedules were found in it. Findings of other models are left as they are, and all
 * are if a limit stops it.
 */
export function withReachability(
  program: Program,
  exploration: Exploration,
  options: ExploreOptions = {},
  maxStates = reachableMax,
): Exploration {
  return finished(reaching(program, exploration, options, maxStates));
}

/** The same, giving the event loop a turn now and then; `signal` leaves the findings as they are. */
export function withReachabilityAsync(
  program: Program,
  found: Exploration,
  options: ExploreOptions & Turns = {},
): Promise<Exploration> {
  return finishedInTurns<ExploreOptions, Exploration>(options, 16, (asked) =>
    reaching(program, found, asked, reachableMax),
  );
}

const reachableMax = 20_000;

function* reaching(
  program: Program,
  found: Exploration,
  options: ExploreOptions,
  maxStates: number,
): Generator<void, Exploration> {
  const { interpreter, statistics, findings } = found;
  if (
    interpreter !== "any" ||
    !statistics.complete ||
    !statistics.settled ||
    statistics.states > maxStates ||
    findings.every(({ violates }) => !violates)
  )
    return found;
  const seen = new Map<InterpreterName, Exploration>();
  let last = found;
  for (const { model } of representatives) {
    if (!isSameUnder(model, last) || hasRaces(last))
      last = yield* exploration(program, { ...options, interpreter: model, maxTraceEffort: 0, insights: false });
    if (last.limit !== null) return found;
    seen.set(model, last);
  }
  return {
    ...found,
    findings: findings.map((finding) =>
      finding.violates ? { ...finding, interpreters: reach(finding, seen) } : finding,
    ),
  };
}

/** Nobody looks for them where not every step is a switch point. */
function hasRaces({ findings }: Exploration): boolean {
  return findings.some(({ kind }) => kind === "data-race");
}

function reach(
  finding: Finding,
  seen: ReadonlyMap<InterpreterName, Exploration>,
): { readonly name: InterpreterName; readonly happens: boolean }[] {
  const happens = new Map<InterpreterName, boolean>(everyStep.map((name) => [name, true]));
  for (const { model, stands } of representatives)
    for (const name of stands)
      happens.set(name, seen.get(model)?.findings.some((other) => same(other, finding)) ?? false);
  return interpreterNames.flatMap((name) => (happens.has(name) ? [{ name, happens: happens.get(name) === true }] : []));
}

/** Who starves may differ from one lasso to another that breaks the same property. */
function same(a: Finding, b: Finding): boolean {
  if (isBroken(a) && isBroken(b)) return a.property === b.property;
  return a.kind === b.kind && a.about === b.about && failedOn(a) === failedOn(b);
}

/** The line on which a unit ended with an exception, if that is what is found. */
function failedOn({ kind, trace }: Finding): number | null {
  const failed = kind === "assertion" || kind === "exception" ? trace.entries.at(-1)?.exception : null;
  return failed?.left?.line ?? null;
}

function isBroken({ kind }: Finding): boolean {
  return kind === "liveness" || kind === "starvation";
}
