/** Marks: what a state or an edge is worth remembering for, as small numbers with their meaning. */

export type Mark =
  /** A terminal state: the run ended so, with these values (JSON of the columns' labels and texts). */
  | { readonly kind: "outcome"; readonly end: "completed" | "deadlocked" | "failed"; readonly values: string }
  /** A terminal state in which these (template-wise) units wait for ever. */
  | { readonly kind: "deadlock"; readonly group: string }
  /** Property number `index` is violated here (`sometimes`: satisfied). */
  | { readonly kind: "property"; readonly index: number; readonly raised: string | null }
  /** The condition of liveness property number `index` is true here; `then`: the Q of `P leads to Q`. */
  | { readonly kind: "condition"; readonly index: number; readonly then: boolean }
  /** An uncaught exception ended a unit, on that line. */
  | { readonly kind: "failed"; readonly type: string; readonly line: number; readonly unit: string }
  /** A write wiped out another unit's update of the place with this key. */
  | { readonly kind: "lost-update"; readonly key: string }
  /** A defect that the moment itself shows: see `scheduler/notice`. `key`: which one. */
  | { readonly kind: "notice"; readonly key: string }
  /** Something else worth a finding, of that kind. */
  | { readonly kind: "noted"; readonly what: NotedKind; readonly about: string }
  /** Two units are about to touch this place, one of them writing. */
  | { readonly kind: "data-race"; readonly key: string }
  /** From here on these units never move again, or nobody ever ends. */
  | { readonly kind: "trap"; readonly stuck: readonly number[] };

/** `stale-copy`: a process changed only its own copy of a name. `item-lost`: what was put cannot be pickled, so nobody gets it. */
export type NotedKind = "stale-copy" | "item-lost";

export class Marks {
  readonly items: Mark[] = [];
  private readonly numbers = new Map<string, number>();

  number(mark: Mark): number {
    const text = JSON.stringify(mark);
    let number = this.numbers.get(text);
    if (number === undefined) {
      number = this.items.length;
      this.numbers.set(text, number);
      this.items.push(mark);
    }
    return number;
  }
}
