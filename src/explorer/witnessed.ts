/** What can be said without the graph of states: only what some run has shown. */
import type { Fairness, PropertyKind } from "../programs/program.js";
import type { State } from "../scheduler/state.js";
import type { Explaining } from "../scheduler/explaining.js";
import { unitInfo } from "../scheduler/run.js";
import type { Exploration, Finding, Outcome, PropertyResult, Verdict } from "./exploration.js";
import type { FindingMaker, Witness } from "./findings.js";
import { isLiveness } from "./liveness.js";
import type { Mark } from "./marks.js";

/** Null: nothing has shown it. */
export interface Witnesses {
  readonly marks: readonly Mark[];
  readonly ofMark: (mark: number) => Witness | null;
  /** Of an endless run that breaks the property of that index. */
  readonly ofBroken: (property: number) => Witness | null;
}

/** What an exploration says of the program and how it was looked at. */
export function setting(
  { world }: Explaining,
  initial: State,
  fairness: Fairness,
): Pick<Exploration, "file" | "title" | "doc" | "interpreter" | "granularity" | "time" | "units" | "fairness"> {
  const { program, interpreter, granularity, timed } = world;
  const { file, title, doc, properties } = program;
  return {
    ...{ file, title, doc, interpreter, granularity },
    time: timed ? "timed" : "untimed",
    units: initial.units.map((unit, index) => unitInfo(world, unit, index)),
    fairness: properties.some(({ kind }) => isLiveness(kind)) ? fairness : null,
  };
}

export function expectedSeen(expected: ReadonlyMap<number, ReadonlySet<string>>): Exploration["expected"] {
  return new Map([...expected].map(([index, texts]) => [index, [...texts].sort()]));
}

/** In the order of the marks, each with the number of its mark. */
export function outcomesSeen({ marks, ofMark }: Witnesses): (readonly [mark: number, outcome: Outcome])[] {
  return marks.flatMap((mark, number) => {
    const witness = ofMark(number);
    if (mark.kind !== "outcome" || witness === null) return [];
    const values = JSON.parse(mark.values) as Outcome["values"];
    return [[number, { values, end: mark.end, interleavings: null, share: null, ...witness }] as const];
  });
}

/** Has the findings made that the marks show; `made` is told of each, and the number of its mark. */
export function makeFindings(
  { marks, ofMark }: Witnesses,
  maker: FindingMaker,
  { world }: Explaining,
  made: (finding: Finding, mark: number) => void = () => undefined,
): void {
  const { properties } = world.program;
  marks.forEach((mark, number) => {
    const witness = ofMark(number);
    if (witness === null || (mark.kind === "property" && isWitness(properties[mark.index].kind, mark.raised))) return;
    const finding = maker.add(mark, witness);
    if (finding !== null) made(finding, number);
  });
}

/** Of a `sometimes` that is satisfied. */
function isWitness(kind: PropertyKind, raised: string | null): boolean {
  return kind === "sometimes" && raised === null;
}

export function propertiesSeen({ marks, ofMark, ofBroken }: Witnesses, { world }: Explaining): PropertyResult[] {
  return world.program.properties.map(({ name, kind, place }, index) => {
    const marked = marks.findIndex(
      (mark) => mark.kind === "property" && mark.index === index && (kind !== "sometimes" || mark.raised === null),
    );
    const witness = ofMark(marked) ?? ofBroken(index);
    const verdict = witness === null ? "unknown" : kind === "sometimes" ? "holds" : "violated";
    return { name, kind, verdict, schedule: witness?.schedule ?? null, place };
  });
}

/** What has been seen never shows that something holds. */
export function verdictSeen(findings: readonly Finding[], properties: readonly PropertyResult[]): Verdict {
  const violated =
    findings.some(({ violates }) => violates) || properties.some(({ verdict }) => verdict === "violated");
  return violated ? "violated" : "unknown";
}
