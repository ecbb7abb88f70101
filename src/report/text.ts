/**
 * An exploration for people at a terminal: the verdict first, then every finding with its shortest run, then the
 * outcomes, the properties and the totals.
 */
import { thousands } from "../programs/thousands.js";
import type { Exploration, Finding, FindingKind, Reduction, Statistics, Verdict } from "../explorer/exploration.js";
import type { Fairness, Granularity, InterpreterName, TimeModel } from "../programs/program.js";
import { mostOfAKind } from "../explorer/weighing.js";
import { bySchedule, findingSection, findingTitle } from "./finding.js";
import { grouped } from "./grouped.js";
import { headline } from "./headline.js";
import { hang, plural } from "./layout.js";
import { outcomeSection } from "./outcomes.js";
import { coverageSection, drawnLines, estimateText } from "./sample.js";
import { settings, stroke } from "./paint.js";
import type { Colour, Paint, ReportOptions } from "./paint.js";
import { table } from "./table.js";
import type { Cell } from "./table.js";

/** How a verdict looks everywhere. */
export const marks: Readonly<Record<Verdict, { readonly mark: string; readonly colour: Colour }>> = {
  holds: { mark: "✓", colour: "green" },
  violated: { mark: "✗", colour: "red" },
  unknown: { mark: "?", colour: "yellow" },
};

/** The whole report, ending in a line end. */
export function explorationReport(exploration: Exploration, options: ReportOptions = {}): string {
  const { width, paint } = settings(options);
  const worst = exploration.findings.filter(({ violates }) => violates);
  const minor = exploration.findings.filter(
    (finding) =>
      !finding.violates &&
      (finding.kind === "unreached" || !worst.some(({ schedule }) => schedule === finding.schedule)),
  );
  const along = exploration.findings.filter((finding) => !finding.violates && !minor.includes(finding));
  const told = options.full === true ? worst : worst.filter(isAmongFirst);
  const sections = [
    verdictLines(exploration, width, paint),
    ...bySchedule([...told, ...along]).map((group) => findingSection(group, options, exploration.sample)),
    listed(
      "✗",
      "red",
      worst.filter((finding) => !told.includes(finding)),
      width,
      paint,
    ),
    minorFindings(minor, options, paint),
    outcomeSection(exploration, options),
    propertySection(exploration, paint),
    coverageSection(exploration, width, paint),
    totals(exploration, width, paint),
  ];
  return `${sections
    .filter((section) => section.length > 0)
    .map((section) => section.join("\n"))
    .join("\n\n")}\n`;
}

/** "✗ violated · counter.scenario — Two threads …", and for which interpreter. */
export function verdictLines(exploration: Exploration, width: number, paint: Paint): string[] {
  const { verdict, file, title, limit } = exploration;
  const { mark, colour } = marks[verdict];
  const titled = headline(`${mark} ${verdict}`, colour, file, title, width, paint);
  const stopped =
    limit === null
      ? []
      : [limitText(limit.message, limit.option), ...boundText(exploration)].flatMap((text) =>
          hang("  ", text, width).map((line) => stroke(paint, "yellow", line)),
        );
  return [
    ...titled,
    ...hang("  ", interpreterText(exploration.interpreter, exploration.granularity, exploration.time), width).map(
      paint.dim,
    ),
    ...drawnLines(exploration, width, paint),
    ...compactLines(exploration, width, paint),
    ...stopped,
  ];
}

/** What a search that keeps hashes of states cannot say. */
function compactLines({ compaction, verdict, limit }: Exploration, width: number, paint: Paint): string[] {
  if (compaction === undefined) return [];
  const { bits, missed } = compaction;
  const kept = `states were kept as hashes of ${bits} bits; chance that one was missed: at most ${missed.toExponential(1)}`;
  const nothing = "no violation found, which is no proof that there is none";
  return [
    ...hang("  ", kept, width).map(paint.dim),
    ...(verdict === "unknown" && limit === null
      ? hang("  ", nothing, width).map((line) => stroke(paint, "yellow", line))
      : []),
  ];
}

/** What a search that was stopped knows for certain. */
function boundText({ verdict, statistics: { bound } }: Exploration): string[] {
  if (bound === null) return [];
  const schedules = bound === 0 ? "without preemptions" : `with at most ${plural(bound, "preemption")}`;
  return [verdict === "unknown" ? `no violation ${schedules}` : `every schedule ${schedules} was followed`];
}

export function limitText(message: string, option: string | null): string {
  return option === null || message.includes(option) ? message : `${message} (${option})`;
}

const granularities: Readonly<Record<Granularity, string>> = {
  access: "",
  bytecode: ", every bytecode a step",
  statement: ", every statement one step",
};

/** For which Pythons the verdict holds. */
export function interpreterText(interpreter: InterpreterName, granularity: Granularity, time: TimeModel): string {
  return `${interpreterNote(interpreter)}${granularities[granularity]}${time === "timed" ? "; durations are exact" : ""}`;
}

function interpreterNote(interpreter: InterpreterName): string {
  switch (interpreter) {
    case "any":
      return "interpreter any: a switch may happen between any two steps";
    case "cpython-3.8":
    case "cpython-3.9":
      return `interpreter ${interpreter}: a switch may happen after nearly every bytecode`;
    case "cpython-3.10":
      return `interpreter ${interpreter}: a switch may happen after calls and taken jumps`;
    case "cpython-3.11":
    case "cpython-3.12":
    case "cpython-3.13":
    case "cpython-3.14":
    case "cpython-3.15":
      return `interpreter ${interpreter}: a switch may happen at backward jumps, calls and function entry`;
    case "free-threaded":
      return "interpreter free-threaded: threads run truly in parallel";
    case "run-to-block":
      return "interpreter run-to-block: a switch happens only where a thread blocks";
  }
}

/** Whether it is one of the first of its kind: the others are only listed. */
function isAmongFirst(finding: Finding, _: number, all: readonly Finding[]): boolean {
  return all.filter(({ kind }) => kind === finding.kind).indexOf(finding) < mostOfAKind;
}

/** Findings that do not make the verdict: listed; what they mean with `full`. */
function minorFindings(
  findings: readonly Finding[],
  { width = 80, full = false }: ReportOptions,
  paint: Paint,
): string[] {
  if (!full) return listed("!", "yellow", findings, width, paint);
  return findings.flatMap((finding) => [
    stroke(paint, "yellow", `! ${findingTitle(finding)}${shownBy(finding)}`),
    ...hang("  ", finding.message, width),
  ]);
}

/** A line for each kind, with a schedule for each finding. */
function listed(mark: string, colour: Colour, findings: readonly Finding[], width: number, paint: Paint): string[] {
  return [...grouped(findings, ({ kind }) => kind).values()].flatMap((same) => {
    const title = findingTitle(same[0]);
    const places = same.map(
      (finding, i) =>
        `${i === 0 ? title : (finding.about ?? findingTitle(finding))}${failedOn(finding)}${shownBy(finding)}`,
    );
    return hang(`${mark} `, places.join(", "), width).map((line) => stroke(paint, colour, line));
  });
}

/** A unit can fail on several lines. */
function failedOn({ kind, place }: Finding): string {
  return (kind === "assertion" || kind === "exception") && place !== null ? ` on line ${place.line}` : "";
}

/** No schedule shows what none does. */
function shownBy({ kind, schedule }: Finding): string {
  return kind === "unreached" ? "" : schedule === "-" ? " (at the start)" : ` (${schedule})`;
}

const fairRuns: Readonly<Record<Fairness, string>> = {
  weak: "on runs that are weakly fair",
  strong: "on runs that are strongly fair",
  none: "on all runs, fair or not",
};

function propertySection({ properties, fairness }: Exploration, paint: Paint): string[] {
  if (properties.length === 0) return [];
  const rows = properties.map((property): Cell[] => {
    const { mark, colour } = marks[property.verdict];
    return [
      { text: mark, colour },
      { text: property.kind, colour: "dim" },
      { text: property.name },
      {
        text:
          property.schedule === null ? "" : `${property.verdict === "violated" ? "see" : "as in"} ${property.schedule}`,
        colour: "dim",
      },
    ];
  });
  return [
    paint.bold(plural(properties.length, "property", "properties")) +
      (fairness === null ? "" : paint.dim(` ${fairRuns[fairness]}`)),
    ...table([{ title: "" }, { title: "" }, { title: "", max: 56 }, { title: "" }], rows, paint),
  ];
}

const reductions: Readonly<Record<Reduction, string>> = {
  symmetry: "like units taken for one another",
  "partial-order": "independent steps in one order",
};

function totals(exploration: Exploration, width: number, paint: Paint): string[] {
  const { sample } = exploration;
  const { states, transitions, depth, notes, full } = exploration.statistics;
  const facts = [
    `${plural(states, "state")}${full === null ? "" : ` for ${thousands(full.states)}`}`,
    `${plural(transitions, "transition")}${full === null ? "" : ` for ${thousands(full.transitions)}`}`,
    ...interleavingsText(exploration.statistics),
    sample === undefined ? `depth ${thousands(depth)}` : `longest run ${plural(depth, "step")}`,
    ...exploration.statistics.reductions.map((reduction) => reductions[reduction]),
  ];
  return [
    ...hang("", facts.join(" · "), width),
    ...fewestPreemptions(exploration),
    ...estimateText(exploration).flatMap((text) => hang("", text, width)),
    ...notes.flatMap((note) => hang("note: ", note, width)),
  ].map(paint.dim);
}

/** "6 interleavings, 4 really different" */
function interleavingsText({ interleavings, traces }: Statistics): string[] {
  if (interleavings === null) return [];
  const all = plural(interleavings, "interleaving");
  if (traces === null || interleavings === 1n) return [all];
  return [`${all}, ${traces === interleavings ? "all" : thousands(traces)} really different`];
}

/** Findings whose schedule is the shortest: a longer one may need fewer preemptions. */
const shortest: ReadonlySet<FindingKind> = new Set(["liveness", "starvation", "livelock"]);

/** Only if a defect needs one. */
function fewestPreemptions({ statistics: { ladder }, findings }: Exploration): string[] {
  if (findings.some(({ violates, kind }) => violates && shortest.has(kind))) return [];
  const first = ladder?.find(({ defects }) => defects > 0)?.preemptions ?? 0;
  return first === 0 ? [] : [`no bug with ${plural(first - 1, "preemption")}; first with ${first}`];
}
