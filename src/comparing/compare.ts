/** The jobs of a scenario under several strategies, each run under the clock. */
import { inSequence } from "../language/strategies/defaults.js";
import type { Program } from "../programs/program.js";
import type { Timeline } from "../timing/timeline.js";
import { advise } from "./advice.js";
import { breakEvens } from "./break-even.js";
import type { Comparison, Row } from "./comparison.js";
import { rowOf } from "./figures.js";
import { CompareError, questionOf } from "./question.js";
import type { CompareOptions } from "./question.js";

/**
 * How long the jobs of a scenario take under each strategy, which to use, and from where on. Deterministic.
 * Throws CompareError, StartError (the module-level code fails), RangeError (an impossible cost).
 */
export function compare(program: Program, options: CompareOptions = {}): Comparison {
  const question = questionOf(program, options);
  const { strategies, jobs, cores, worth } = question;
  const sequential = question.run(inSequence);
  if (typeof sequential === "string") throw new CompareError(sequential);
  const basis = { sequential, jobs, worth };
  const rows = strategies.map((strategy): Row => {
    const timeline = question.run(strategy);
    if (typeof timeline !== "string" && timeline.end === "completed")
      return rowOf(strategy, timeline, question.band(strategy, timeline), basis);
    const failed = typeof timeline === "string" ? timeline : whyNot(timeline);
    return { ...rowOf(strategy, typeof timeline === "string" ? sequential : timeline, null, basis), failed };
  });
  const { recommended, why, notes } = advise(rows, worth);
  return {
    jobs,
    cores,
    rows,
    recommended,
    why,
    worth,
    bound: kindOf(sequential),
    breakEven: options.breakEven === false ? [] : breakEvens(question, rows, sequential),
    notes,
  };
}

const ends: Readonly<Record<Timeline["end"], string>> = {
  completed: "completes",
  failed: "fails",
  deadlocked: "comes to a deadlock",
  stopped: "has more events than the limit",
};

/** The `main` that carries the jobs out is not the author's, nor are its lines. */
function whyNot({ end, failure }: Timeline): string {
  const said = failure?.replace(/^main: /, "").replaceAll(/ at line \d+/g, "");
  return `it ${ends[end]}${said === undefined ? "" : `: ${said}`}`;
}

/** What jobs do when nothing is in their way. */
function kindOf({ totals }: Timeline): Comparison["bound"] {
  const computing = totals.running / Math.max(1, totals.running + totals.io);
  return computing >= 0.8 ? "cpu" : computing <= 0.2 ? "io" : "mixed";
}
