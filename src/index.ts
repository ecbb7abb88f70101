/** The public API, as a list. Pure and synchronous unless it says otherwise; runs in a browser. */
export { parse, Diagnostics } from "./language/scenario.js";
export type { ParseOptions } from "./language/scenario.js";
export type { Diagnostic } from "./language/diagnostic.js";
export { explore, exploreAsync } from "./explorer/explore.js";
export type { ExploreOptions, ExploreProgress } from "./explorer/explore.js";
export type { Turns } from "./explorer/driving.js";
export { NoAddressSpace } from "./explorer/kernel.js";
export { SnapshotError } from "./explorer/saved-search.js";
export type { Snapshot } from "./explorer/searching.js";
export { assist } from "./explorer/second-core.js";
export type { SecondCore, SharedKernel } from "./explorer/second-core.js";
export { withEstimate, withEstimateAsync } from "./explorer/estimate.js";
export { sample, sampleAsync } from "./explorer/sample.js";
export type { SampleOptions } from "./explorer/sample.js";
export { compare } from "./comparing/compare.js";
export { CompareError } from "./comparing/question.js";
export type { CompareOptions } from "./comparing/question.js";
export type { Comparison, Row, Sweep } from "./comparing/comparison.js";
export { sweep } from "./comparing/sweep.js";
export type { SweepValue } from "./comparing/sweep.js";
export { timed } from "./timing/timed.js";
export type { TimedOptions } from "./timing/timed.js";
export { defaultCosts, noOverheads, parameters } from "./timing/parameters.js";
export type { Costs, ParameterName } from "./timing/parameters.js";
export { CalibrationError, readCalibration } from "./timing/calibration.js";
export type { Activity, Lane, Segment, Timeline } from "./timing/timeline.js";
export type { Strategy, StrategyKind } from "./programs/strategy.js";
export { makespan, makespanAsync } from "./explorer/makespan.js";
export type { Makespan, MakespanOptions, TimedRun } from "./explorer/makespan.js";
export { exploreInterpreters, withReachability } from "./explorer/interpreters.js";
export type {
  Exploration,
  Finding,
  FindingKind,
  Limit,
  Outcome,
  Passing,
  PropertyResult,
  Reduction,
  Rung,
  Sample,
  SizeEstimate,
  Sighting,
  Statistics,
  Verdict,
} from "./explorer/exploration.js";
export type { Odds } from "./explorer/odds.js";
export { shrink, shrinkAsync } from "./shrinking/shrink.js";
export type { ShrinkOptions, Shrinking } from "./shrinking/shrink.js";
export type { Figures, Shrunk } from "./shrinking/shrunk.js";
export { run, replay } from "./scheduler/run.js";
export type { RunOptions } from "./scheduler/run.js";
export { violationsIn } from "./explorer/judging.js";
export type { Violation } from "./explorer/judging.js";
export { StartError } from "./scheduler/explaining.js";
export { ScheduleError, readSchedule, writeSchedule } from "./scheduler/schedule.js";
export type { SamplerName, StrategyName } from "./scheduler/strategies/index.js";
export type {
  Access,
  Printed,
  Blocked,
  RaisedException,
  Switch,
  Trace,
  TraceEntry,
  Transition,
  UnitInfo,
} from "./scheduler/trace.js";
export { interpreterNames, switchRules } from "./programs/interpreters.js";
export type { Code, Place } from "./programs/code.js";
export type { Fairness, Granularity, InterpreterName, Program, TimeModel } from "./programs/program.js";
export { explorationJson, traceJson } from "./report/json.js";
export type { Json } from "./report/json.js";
export { explorationReport } from "./report/text.js";
export { traceReport } from "./report/trace.js";
export { checkExpectations } from "./testing/expectations.js";
export type { ExpectationResult } from "./testing/expectations.js";
