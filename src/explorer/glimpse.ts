/** What a run of a step has seen of the state: wherever the same is to be seen, the step runs the same again. */
import { same } from "../programs/encode.js";
import type { Value } from "../programs/value.js";
import { partOf } from "../scheduler/watched-object.js";
import type { Way } from "../scheduler/watched-object.js";
import type { NeedKind } from "./need-kinds.js";
import type { Packing } from "./packing.js";
import type { Tabulation } from "./tabulation.js";

/** A need and what was there, as a number. */
export interface Need {
  readonly need: Exclude<NeedKind, "choice">;
  readonly argument: number;
  readonly key: number;
}

/** A part of an object, and what was there when the step looked at it. */
export interface Sight {
  readonly id: number;
  readonly way: Way;
  readonly value: unknown;
}

/** `number`: of the last object that showed it. */
interface KeptSight extends Sight {
  number: number;
}

/** What no state shows. */
export const unseen: Need = { need: "units", argument: 0, key: -1 };

export class Glimpse {
  private readonly tabulation: Tabulation;
  private readonly seen: readonly Need[];
  private readonly sights: readonly KeptSight[];
  /** How many places had ever been written by then: those that had not need not be looked at. */
  private readonly written: number;

  /** The parts of objects stand for what was needed of them. */
  constructor(tabulation: Tabulation, seen: readonly Need[], sights: readonly Sight[]) {
    const { packing } = tabulation;
    const changes = (place: number): boolean => !packing.isUnwritten(place);
    const isWhole = ({ id }: Sight): boolean => !packing.parts.has(id);
    const partsSeen = sights.filter((sight) => !isWhole(sight)).flatMap((sight) => partSeen(packing, sight));
    this.tabulation = tabulation;
    this.seen = [...seen, ...partsSeen].filter(({ need, argument }) => need !== "global" || changes(argument));
    this.sights = sights
      .filter((sight) => isWhole(sight) && changes(packing.placeOf(sight.id)))
      .map((sight) => ({ ...sight, number: -1 }));
    this.written = packing.written.length;
  }

  isIn(vector: Int32Array): boolean {
    const { tabulation, seen, sights } = this;
    const { packing } = tabulation;
    if (this.written !== packing.written.length) return false;
    for (const { need, argument, key } of seen) if (tabulation.look(vector, need, argument) !== key) return false;
    for (const sight of sights) {
      const number = packing.get(vector, packing.placeOf(sight.id));
      if (number === sight.number) continue;
      if (number === 0 || !same(partOf(packing.objects.get(number), sight.way) as Value, sight.value as Value))
        return false;
      sight.number = number;
    }
    return true;
  }
}

/** Of an object that is packed in parts only these ever change. */
function partSeen(packing: Packing, { id, way, value }: Sight): Need[] {
  const place = packing.parts.seenAt(id, way);
  return place === undefined ? [] : [{ need: "global", argument: place, key: packing.globalNumber(value as Value) }];
}

/** How many are kept of a unit that may see different things. */
const keptMax = 32;

/** What was found out where, by cell, then by unit. */
export class Glimpses<T> {
  private readonly kept: ({ readonly glimpse: Glimpse; readonly found: T }[] | undefined)[][] = [];

  /** What was found out about the unit in the cell when it saw the same. */
  get(vector: Int32Array, self: number): T | undefined {
    for (const { glimpse, found } of this.kept[self]?.[vector[self]] ?? []) if (glimpse.isIn(vector)) return found;
    return undefined;
  }

  add(vector: Int32Array, self: number, glimpse: Glimpse, found: T): void {
    const kept = ((this.kept[self] ??= [])[vector[self]] ??= []);
    if (kept.length === keptMax) kept.pop();
    kept.unshift({ glimpse, found });
  }
}
