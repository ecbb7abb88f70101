/**
 * One measurement in a process of its own, so that its memory is its own. Reads a job from standard input and prints a
 * JSON line: { text, set, reduce, leastSchedules, maxStates, workers, after }; one core is used unless `workers` is more.
 * `after`: the text of a program that is explored before, so that what the search runs has been compiled.
 *
 * The search is timed by its own reports of progress, from the first to the last, and so are states a second; searches
 * of less than 2,000 states are over before the second report and have no figure.
 */
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
// With V8's flags as the command has them.
import "../bin/bundle.js";
import { compile } from "../dist/language/compile.js";
import { SecondThread } from "../dist/cli/second-core.js";
import { explore } from "../dist/explorer/explore.js";

const job = JSON.parse(readFileSync(0, "utf8"));
if (job.after !== undefined) explore(compile(job.after).program, { reduce: job.reduce });
const began = performance.now();
const { program, diagnostics } = compile(job.text, { set: job.set });
if (program === null) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
const compiled = performance.now();

const reports = [];
const exploration = explore(program, {
  reduce: job.reduce,
  leastSchedules: job.leastSchedules,
  maxStates: job.maxStates ?? 50_000_000,
  maxMemoryBytes: 8 * 2 ** 30,
  secondCore: job.workers > 1 ? new SecondThread() : undefined,
  progress: ({ states, frontier }) => reports.push({ at: performance.now(), expanded: states - frontier }),
});
const ended = performance.now();

/** What SPIN looks for too; a lost update or a livelock is no error there. */
const common = new Set(["assertion", "deadlock", "invariant"]);
const { findings, statistics } = exploration;
const violated = findings.some(({ kind, violates }) => violates && common.has(kind));
const first = reports[0];
const last = reports[reports.length - 1];
const rate = reports.length < 2 ? null : (last.expanded - first.expanded) / ((last.at - first.at) / 1000);

console.log(
  JSON.stringify({
    verdict: violated ? "violated" : statistics.complete ? "holds" : "unknown",
    complete: statistics.complete,
    reduced: statistics.reductions.length > 0,
    states: statistics.states,
    statesPerSecond: rate,
    searchSeconds: rate === null ? null : statistics.states / rate,
    compileSeconds: (compiled - began) / 1000,
    seconds: (ended - began) / 1000,
    mebibytes: process.resourceUsage().maxRSS / 1024,
  }),
);
