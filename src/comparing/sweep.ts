/** The same comparison again and again, with another number of workers, cores or jobs, or another constant. */
import { compile } from "../language/compile.js";
import { inSequence } from "../language/strategies/defaults.js";
import type { Program } from "../programs/program.js";
import type { Strategy } from "../programs/strategy.js";
import { strategyText } from "../programs/strategy.js";
import { timed } from "../timing/timed.js";
import { CompareError, hasJobs, questionOf } from "./question.js";
import type { CompareOptions } from "./question.js";
import type { Sweep } from "./comparison.js";

/** One value of what is swept: as a number for the picture, as source text for a constant. */
export interface SweepValue {
  readonly value: number;
  readonly text: string;
}

type Rows = Sweep["points"][number]["rows"];

/**
 * `name` is a constant of the scenario, or `workers`, `cores` or `jobs`. A scenario without jobs is timed as it stands, and its
 * speed-up is against the first value. Throws CompareError, StartError, RangeError.
 */
export function sweep(
  program: Program,
  name: string,
  values: readonly SweepValue[],
  options: CompareOptions = {},
  unit?: string,
): Sweep {
  const swept = sweeperOf(program, name, options);
  const isCount = !isConstant(program, name);
  const impossible = values.find(
    ({ value }) => isCount && (!Number.isInteger(value) || value < 1 || unit !== undefined),
  );
  if (impossible !== undefined)
    throw new CompareError(`${name} cannot be ${impossible.text}: it is a whole number from 1`);
  const points = values.map((value) => {
    const changed = swept(value);
    const progress = (what: string): void => options.progress?.(`${name} ${value.text}: ${what}`);
    return {
      value: value.value,
      rows: rowsOf(changed.program ?? program, { ...options, ...changed.options, progress }, changed),
    };
  });
  const ideal = name === "workers" || name === "cores";
  return { name, ...(unit === undefined ? {} : { unit }), ideal, points: againstFirst(points) };
}

/** What is different for one value. */
interface Change {
  readonly program?: Program;
  readonly options?: Partial<CompareOptions>;
  readonly workers?: number;
  readonly jobs?: number;
}

const isConstant = ({ globals }: Program, name: string): boolean =>
  globals.some((global) => global.kind === "const" && global.name === name);

function sweeperOf(program: Program, name: string, { costs }: CompareOptions): (value: SweepValue) => Change {
  if (isConstant(program, name)) return ({ text }) => ({ program: withConstant(program, name, text) });
  if (name === "cores") return ({ value }) => ({ options: { costs: { ...costs, cores: value } } });
  const jobs = hasJobs(program);
  if (jobs && name === "workers") return ({ value }) => ({ workers: value });
  if (jobs && name === "jobs") return ({ value }) => ({ jobs: value });
  const constants = program.globals.filter(({ kind }) => kind === "const").map((global) => global.name);
  const known = [...(jobs ? ["workers", "cores", "jobs"] : ["cores"]), ...constants].join(", ");
  throw new CompareError(`${jobs ? "" : "without jobs "}there is no \`${name}\` to sweep: choose from ${known}`);
}

function withConstant({ source, file, settings }: Program, name: string, text: string): Program {
  const { program, diagnostics } = compile(source, { file, set: { ...settings, [name]: text } });
  if (program === null) throw new CompareError(`${name} cannot be ${text}: ${diagnostics[0]?.message ?? ""}`);
  return program;
}

function rowsOf(program: Program, options: CompareOptions, { workers, jobs }: Change): Rows {
  if (!hasJobs(program)) {
    const { strategies: _s, worth: _w, breakEven: _b, bands: _a, progress, workers: _n, ...timing } = options;
    progress?.("as it stands");
    return [{ name: "as it stands", seconds: timed(program, timing).makespan / 1e9, speedup: 1 }];
  }
  const question = questionOf(program, options);
  const settings = jobs === undefined ? {} : { jobs };
  const sequential = question.run(inSequence, settings);
  if (typeof sequential === "string") throw new CompareError(sequential);
  return question.strategies.flatMap((strategy) => {
    const changed = workers === undefined || strategy.workers === null ? strategy : { ...strategy, workers };
    const timeline = question.run(changed, settings);
    if (typeof timeline === "string" || timeline.end !== "completed") return [];
    const speedup = timeline.makespan === 0 ? 1 : sequential.makespan / timeline.makespan;
    return [{ name: nameOf(strategy, workers), seconds: timeline.makespan / 1e9, speedup }];
  });
}

/** A strategy whose workers are swept goes by its kind. */
function nameOf(strategy: Strategy, workers: number | undefined): string {
  return strategyText(workers === undefined ? strategy : { ...strategy, workers: null });
}

/** Where there is but one way to run it, it is measured by the first value. */
function againstFirst(points: Sweep["points"]): Sweep["points"] {
  const first = points.at(0)?.rows.at(0);
  if (first?.name !== "as it stands") return points;
  return points.map(({ value, rows }) => ({
    value,
    rows: rows.map((row) => ({ ...row, speedup: row.seconds === 0 ? 1 : first.seconds / row.seconds })),
  }));
}
