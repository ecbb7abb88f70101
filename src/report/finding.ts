/** One finding, or several that the same schedule shows: names, sentences, the trace, who waits for whom, advice. */
import type { Finding, FindingKind, Sample } from "../explorer/exploration.js";
import { blockedRows } from "./blocked.js";
import { explainFinding } from "./explain.js";
import { cells, chance, hang, list, plural, wrap } from "./layout.js";
import { settings, stroke } from "./paint.js";
import type { Paint, ReportOptions } from "./paint.js";
import { seenText } from "./sample.js";
import { scheduleFacts, traceTable } from "./trace.js";

const nouns: Readonly<Record<FindingKind, string>> = {
  "lost-update": "lost update",
  "data-race": "data race",
  deadlock: "deadlock",
  assertion: "assertion fails",
  invariant: "violated",
  exception: "uncaught exception",
  livelock: "livelock",
  starvation: "starvation",
  liveness: "liveness violated",
  "lost-wakeup": "lost wake-up",
  "check-then-act": "check-then-act",
  "release-unheld": "release of what is not held",
  "if-for-while": "`if` around a wait that needs `while`",
  "blocking-call-in-coroutine": "blocking call in",
  "never-awaited": "coroutine never awaited",
  "unretrieved-exception": "exception never retrieved",
  unpicklable: "value cannot be pickled",
  "stale-copy": "update of a copy in another process",
  unreached: "never reached",
};

/** Every kind of finding, by its name. */
export const findingKinds: readonly string[] = Object.keys(nouns);

/** "lost update on counter", "violated: finally counter == 2" */
export function findingTitle(finding: Pick<Finding, "kind" | "about" | "property">): string {
  const noun = nouns[finding.kind];
  switch (finding.kind) {
    case "deadlock":
    case "livelock":
      return noun;
    case "assertion":
      return `${noun}${finding.about === null ? "" : ` in ${finding.about}`}${(finding.property ?? "").replace(/^AssertionError/, "")}`;
    case "release-unheld":
      return finding.about === null ? noun : `${noun}, in ${finding.about}`;
    case "exception":
      return finding.about === null ? noun : `uncaught ${finding.about}`;
    case "invariant":
    case "liveness":
    case "unreached":
      return `${noun}: ${finding.property ?? finding.about ?? ""}`.replace(/: $/, "");
    case "blocking-call-in-coroutine":
      return `${noun} ${finding.about ?? "a coroutine"}`;
    case "unretrieved-exception":
      return finding.about === null ? noun : `${noun}, in ${finding.about}`;
    case "never-awaited":
    case "unpicklable":
      return finding.about === null ? noun : `${noun}: ${finding.about}`;
    case "starvation":
      return finding.about === null ? noun : `${noun} of ${finding.about}`;
    default:
      return finding.about === null ? noun : `${noun} on ${finding.about}`;
  }
}

/** Findings that one schedule shows stand together, in the order of the first of each. */
export function bySchedule(findings: readonly Finding[]): Finding[][] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.schedule);
    if (group === undefined) groups.set(finding.schedule, [finding]);
    else group.push(finding);
  }
  return [...groups.values()];
}

/** The section on findings with the same schedule, ending without an empty line; `sample`: where it was seen. */
export function findingSection(group: readonly Finding[], options: ReportOptions = {}, sample?: Sample): string[] {
  const { width, paint } = settings(options);
  const [first] = group;
  return [
    ...headlines(group, width, paint),
    ...paragraphs(group, width),
    `  ${paint.dim("schedule")} ${paint.bold(first.schedule)} ${paint.dim(`· ${scheduleFacts(first.trace)}`)}`,
    "",
    ...traceTable(first.trace, { ...options, noReturn: noReturnOf(group) }),
    ...closing(group, width, paint),
    ...blockedTable(group, width, paint),
    ...advice(group, width, paint, sample),
  ];
}

/** "cpython-3.8, cpython-3.9 and free-threaded; not cpython-3.10 to 3.14"; null if it was not asked. */
export function happensOn(finding: Finding): string | null {
  if (finding.interpreters === null) return null;
  const real = finding.interpreters.filter(({ happens }) => happens).map(({ name }) => name);
  const safe = finding.interpreters.filter(({ happens }) => !happens).map(({ name }) => name);
  if (real.length === 0) return "allowed by the language, but no known interpreter does it";
  return safe.length === 0 ? "every interpreter" : `${ranges(real)}; not on ${ranges(safe)}`;
}

/** Neighbouring versions as a range: "cpython-3.11 to 3.14 and free-threaded". */
function ranges(names: readonly string[]): string {
  const groups: number[][] = [];
  const others: string[] = [];
  for (const name of names) {
    const minor = Number(/^cpython-3\.(\d+)$/.exec(name)?.[1] ?? -1);
    if (minor < 0) others.push(name);
    else if (groups.at(-1)?.at(-1) === minor - 1) groups.at(-1)?.push(minor);
    else groups.push([minor]);
  }
  const versions = groups.map(
    (group) => `cpython-3.${group[0]}${group.length > 1 ? ` to 3.${group[group.length - 1]}` : ""}`,
  );
  return list([...versions, ...others]);
}

/** The first step after which one of the group is inevitable; the last one goes without saying. */
function noReturnOf(group: readonly Finding[]): number | null {
  const steps = group.flatMap(({ noReturn }) => noReturn ?? []);
  const first = Math.min(...steps);
  return steps.length === 0 || first === group[0].steps ? null : first;
}

/** Two violated properties may have one cause: that is said once. */
function headlines(group: readonly Finding[], width: number, paint: Paint): string[] {
  const told = new Map(
    group.map((finding) => headline(finding, width, paint)).map((lines) => [lines.join("\n"), lines]),
  );
  return [...told.values()].flat();
}

function headline(finding: Finding, width: number, paint: Paint): string[] {
  const mark = finding.violates ? "✗" : "!";
  const title = hang(`${mark} `, findingTitle(finding), width);
  const painted = title.map((line) => paint.bold(finding.violates ? paint.red(line) : paint.yellow(line)));
  const told = finding.kind === "lost-update" && explainFinding(finding) !== null;
  return [...painted, ...(told ? [] : hang("  ", finding.message, width))];
}

function paragraphs(group: readonly Finding[], width: number): string[] {
  const told = new Set(
    group
      .filter(({ cycle }) => cycle.length === 0)
      .map(explainFinding)
      .filter((text) => text !== null),
  );
  return [...told].flatMap((text) => wrap(text, width - 2).map((line) => `  ${line}`)).concat("");
}

const VALUES_MAX = 60;

/** Kinds that stand for a violated property. */
const ofProperty: ReadonlySet<string> = new Set(["invariant", "check-then-act", "if-for-while"]);

/** The property that is false at the end of the run, and the values that make it so. */
function closing(group: readonly Finding[], width: number, paint: Paint): string[] {
  const over = group[0].trace.end !== "stopped";
  const broken = group.filter(
    ({ kind, property }) => property !== null && (ofProperty.has(kind) || (kind === "lost-update" && over)),
  );
  const values = group[0].trace.outcome.map(({ label, value }) => `${label} = ${value}`).join(", ");
  const seen = values === "" || cells(values) > VALUES_MAX ? "" : `: ${values}`;
  return broken.flatMap(({ property }) => hang("  ✗ ", `${property ?? ""} does not hold${seen}`, width)).map(paint.red);
}

/** Who waits for what, in the order of the cycle, then the others. */
function blockedTable(group: readonly Finding[], width: number, paint: Paint): string[] {
  const finding = group.find(({ blocked }) => blocked.length > 0);
  if (finding === undefined) return [];
  const rank = (unit: number): number =>
    finding.cycle.includes(unit) ? finding.cycle.indexOf(unit) : finding.cycle.length + unit;
  const waiting = [...finding.blocked].sort((a, b) => rank(a.unit) - rank(b.unit));
  const rows = blockedRows(finding.trace, waiting, width, paint);
  const circle = explainFinding(finding);
  return ["", ...(circle === null ? [] : hang("  ", circle, width).map(paint.bold)), ...rows];
}

function advice(group: readonly Finding[], width: number, paint: Paint, sample: Sample | undefined): string[] {
  const causes = new Set(
    group.flatMap((finding) =>
      finding.causes.map((cause) => `${findingTitle({ ...cause, property: null })}: ${cause.message}`),
    ),
  );
  const real = new Set(group.map(happensOn).filter((text) => text !== null));
  const odds = onceOrEach(group, oddsText);
  const seen = onceOrEach(group, (finding) => seenText(finding, sample));
  const passing = new Set(group.flatMap((finding) => passingText(finding) ?? []));
  const hints = new Set(group.flatMap(({ hint }) => (hint === null ? [] : [hint])));
  const lines = [
    ...[...causes].flatMap((text) => labelled("cause  ", text, width, paint)),
    ...[...real].flatMap((text) => labelled("on     ", text, width, paint)),
    ...seen.flatMap((text) => labelled("seen   ", text, width, paint)),
    ...odds.flatMap((text) => labelled("odds   ", text, width, paint)),
    ...[...passing].flatMap((text) => labelled("passes ", text, width, paint)),
    ...[...hints].flatMap((text) => labelled("hint   ", text, width, paint)),
  ];
  return lines.length === 0 ? [] : ["", ...lines];
}

/** One for all of the group, or one for each finding if they differ. */
function onceOrEach(group: readonly Finding[], tell: (finding: Finding) => string | null): string[] {
  const told = group.flatMap((finding) => {
    const text = tell(finding);
    return text === null ? [] : [{ text, title: findingTitle(finding) }];
  });
  const same = told.every(({ text }) => text === told[0].text);
  return same ? told.slice(0, 1).map(({ text }) => text) : told.map(({ text, title }) => `${title}: ${text}`);
}

/** "50 % of random runs hit it, 66.7 % of interleavings; 5 runs give 95 %" */
function oddsText({ odds }: Finding): string | null {
  if (odds === null) return null;
  const { naive, uniform, runs } = odds;
  if (naive === 1 && uniform === 1) return "every run hits it";
  const enough = runs === null ? "" : `; ${plural(runs, "run")} ${runs === 1 ? "gives" : "give"} 95 %`;
  const same = chance(naive) === chance(uniform);
  return `${chance(naive)} of random runs ${same ? "and" : "hit it,"} ${same ? "" : `${chance(uniform)} `}of interleavings${same ? " hit it" : ""}${enough}`;
}

/** "if increment[0] runs at step 2 instead of increment[1]: a2b2" */
function passingText({ passing }: Finding): string | null {
  if (passing === null) return null;
  const { unit, instead, step, schedule } = passing;
  if (unit === instead) return `if ${unit} chooses otherwise at step ${step}: ${schedule}`;
  return `if ${unit} runs at step ${step} instead of ${instead}: ${schedule}`;
}

function labelled(label: string, text: string, width: number, paint: Paint): string[] {
  return hang(`  ${label}`, text, width).map((line, i) =>
    i === 0 ? `  ${stroke(paint, "cyan", label)}${line.slice(2 + label.length)}` : line,
  );
}
