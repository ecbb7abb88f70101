/**
 * Which object is which along a run. Objects made while units run are renumbered after every step (see
 * `scheduler/canonical`), so that one id is not one object; here each has a number of its own, from its first step to
 * its last.
 */
export class Identities {
  private readonly fixed: number;
  /** By id, counted from `fixed`. */
  private known: (number | undefined)[] = [];
  private next: number;

  /** `fixed`: objects below keep their ids. */
  constructor(fixed: number) {
    this.fixed = fixed;
    this.next = fixed;
  }

  of(id: number): number {
    return (this.known[id - this.fixed] ??= this.next++);
  }

  /** A step has given the objects new ids: old → new. Those that are not mentioned are gone. */
  rename(names: ReadonlyMap<number, number> | null): void {
    if (names === null) return;
    const renamed: number[] = [];
    for (const [old, id] of names) renamed[id - this.fixed] = this.of(old);
    this.known = renamed;
  }
}
