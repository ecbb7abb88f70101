/** What a thread can be asked to do. Tasks and results are plain data, so that it does not matter which thread does them. */
import { exploreAsync } from "../explorer/explore.js";
import type { ExploreOptions } from "../explorer/explore.js";
import type { Exploration } from "../explorer/exploration.js";
import type { Program } from "../programs/program.js";
import type { Agenda } from "./agenda.js";
import type { Watching } from "./search.js";
import { testFile } from "./test-file.js";
import type { TestResult, TestTask } from "./test-file.js";
import { written } from "./thrown.js";
import type { Thrown } from "./thrown.js";

/** By kind. */
export interface Work {
  readonly explore: { readonly task: ExploreTask; readonly result: Exploration };
  readonly test: { readonly task: TestTask; readonly result: TestResult };
}

export interface ExploreTask {
  /** What is being searched, before the progress. */
  readonly label: string;
  readonly program: Program;
  readonly options: Omit<ExploreOptions, keyof Watching>;
}

/** Tasks of one kind. */
export interface Job<K extends keyof Work> {
  readonly kind: K;
  readonly tasks: readonly Work[K]["task"][];
}

export type Outcome<R> = { readonly result: R } | { readonly thrown: Thrown };

const performers: {
  readonly [K in keyof Work]: (task: Work[K]["task"], watching: Watching) => Promise<Work[K]["result"]>;
} = {
  explore: ({ program, options }, watching) => exploreAsync(program, { ...options, ...watching }),
  test: testFile,
};

/** Does tasks of the agenda, one after another, until none is left or `settle`, which is given each outcome, says false. */
export async function work<K extends keyof Work>(
  { kind, tasks }: Job<K>,
  agenda: Agenda,
  watching: (index: number) => Watching,
  settle: (index: number, outcome: Outcome<Work[K]["result"]>) => boolean | Promise<boolean>,
): Promise<void> {
  for (let index = agenda.take(); index !== null; index = agenda.take())
    if (!(await settle(index, await attempt(kind, tasks[index], watching(index))))) return;
}

async function attempt<K extends keyof Work>(
  kind: K,
  task: Work[K]["task"],
  watching: Watching,
): Promise<Outcome<Work[K]["result"]>> {
  try {
    return { result: await performers[kind](task, watching) };
  } catch (error) {
    return { thrown: written(error) };
  }
}
