/**
 * What tables take for granted: places that nothing has written so far hold what they held at the start. That is most
 * of memory, for most programs, and saves asking for it. The first write of a place gives up every table that relied
 * on it; whoever is still in the middle of one may go on, since up to now it has been true.
 */
import type { KnownMemory, Need } from "./known-memory.js";
import type { Packing } from "./packing.js";

export class Granted<Owner> {
  /** How often something that was taken for granted turned out to be written. */
  doubts = 0;
  private readonly packing: Packing;
  private readonly giveUp: (owner: Owner) => void;
  private readonly reliant = new Map<number, Set<Owner>>();

  constructor(packing: Packing, giveUp: (owner: Owner) => void) {
    this.packing = packing;
    this.giveUp = giveUp;
  }

  /** Tells the memory what was there at the start, if nothing has written the place; the owner's table relies on it. */
  tells(memory: KnownMemory, owner: Owner, need: Need, argument: number): boolean {
    const { packing } = this;
    if (need !== "global" && need !== "object" && need !== "holds") return false;
    const place = need === "object" ? packing.placeOf(argument) : argument;
    if (!packing.isUnwritten(place)) return false;
    if (need !== "object") memory.knowGlobal(argument, packing.globalAt(packing.startOf(place)));
    else memory.knowObject(argument, packing.objects.get(packing.startOf(place)));
    const owners = this.reliant.get(place);
    if (owners === undefined) this.reliant.set(place, new Set([owner]));
    else owners.add(owner);
    return true;
  }

  /** Gives the place a cell. Tables that took it for granted are made anew when they are next needed. */
  write(place: number): void {
    if (!this.packing.reserve(place)) return;
    this.doubts += 1;
    for (const owner of this.reliant.get(place) ?? []) this.giveUp(owner);
    this.reliant.delete(place);
  }
}
