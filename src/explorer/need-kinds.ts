/** What a node of a decision tree may ask for, the numbers that stand for it in the tables, and what its keys mean. */
import type { UnitStatus } from "../scheduler/state.js";
import { chooses, noCell } from "./decision-trees.js";
import type { KnownMemory, Need } from "./known-memory.js";
import type { Packing } from "./packing.js";

export const needKinds = [
  "global",
  "object",
  "status",
  "unit",
  "objects",
  "units",
  "choice",
  "clock",
  "holds",
] as const;
export type NeedKind = (typeof needKinds)[number];
export const needCodes: Readonly<Record<NeedKind, number>> = {
  global: 0,
  object: 1,
  status: 2,
  unit: 3,
  objects: 4,
  units: 5,
  choice: 6,
  clock: 7,
  holds: 8,
};

/** The key of a status is its place here. */
export const statuses: readonly UnitStatus[] = ["ready", "resting", "finished", "failed"];

/** Tells the memory what a key means. */
export function tell(memory: KnownMemory, packing: Packing, need: Need, argument: number, key: number): void {
  switch (need) {
    case "global":
      memory.knowGlobal(argument, packing.globalAt(key));
      return;
    case "object":
      memory.knowObject(argument, packing.objects.get(key));
      return;
    case "status":
      memory.knowStatus(argument, statuses[key]);
      return;
    case "unit":
      memory.knowUnit(argument, packing.units.get(key));
      return;
    case "objects":
      memory.knowObjectCount(key);
      return;
    case "units":
      memory.knowUnitCount(key);
      return;
    case "clock":
      memory.knowClock(packing.clockAt(key));
      return;
    case "holds": {
      const { place, number } = packing.holdings[argument];
      if (key === 1) memory.knowGlobal(place, packing.globalAt(number));
      else memory.knowOther(place, packing.globalAt(number));
      return;
    }
  }
}

/** What the state shows of a need, by its code; `status` by unit number. */
export function shown(
  packing: Packing,
  status: readonly UnitStatus[],
  vector: Int32Array,
  need: number,
  argument: number,
): number {
  switch (need) {
    case needCodes.global:
      return packing.get(vector, argument);
    case needCodes.object:
      return packing.objectNumber(vector, argument);
    case needCodes.status:
      return statuses.indexOf(status[vector[argument]]);
    case needCodes.unit:
      return vector[argument];
    case needCodes.objects:
      return packing.objectCount(vector);
    case needCodes.units:
      return packing.unitCount(vector);
    case needCodes.holds: {
      const { place, number } = packing.holdings[argument];
      return packing.get(vector, place) === number ? 1 : 0;
    }
    default:
      return vector[packing.unitCells];
  }
}

/** The cell of a packed state that tells what a node needs: see `decision-trees`. */
export function cellOf(packing: Packing, need: NeedKind, argument: number): number {
  switch (need) {
    case "global":
      return packing.cellAt(argument) ?? noCell;
    case "object":
      return packing.cellAt(packing.placeOf(argument)) ?? noCell;
    case "status":
    case "unit":
      return argument;
    case "clock":
      return packing.unitCells;
    case "holds":
      return packing.cellAt(packing.holdings[argument].place) ?? noCell;
    case "objects":
    case "units":
      return noCell;
    case "choice":
      return chooses;
  }
}
