/** What a step does. Writes are (place, number) pairs (see packing). */
export interface Leaf {
  readonly unit: number;
  readonly places: readonly number[];
  readonly numbers: readonly number[];
  readonly spawned: readonly number[];
  /** Other units that it changes: (cell, number) pairs. */
  readonly others: readonly number[];
  readonly voluntary: boolean;
  /** The unit cannot take this step before so much time has passed (see `scheduler/clock`); 0n: it can. */
  readonly timeLeft: bigint | null;
  /** What happened that is worth a witness: "lost-update o5.balance", "failed ValueError worker". */
  readonly events: readonly string[];
}
