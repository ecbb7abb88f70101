/**
 * What a sample says of what it has not seen. The runs are the samples, the states they pass through the species that
 * are present in them.
 */

/** The counts of the states by the number of runs they were in. */
export class Species {
  /** By state: in how many runs, up to 3. */
  private readonly runs: number[] = [];
  /** By state: the last run it was in. */
  private readonly last: number[] = [];
  /** By run: whether it had a state that was new. */
  private readonly fresh: boolean[] = [];
  private count = 0;

  /** How many different states were seen. */
  get states(): number {
    return this.count;
  }

  /** The states of the next run. */
  add(states: Iterable<number>): void {
    const run = this.fresh.length;
    let fresh = false;
    for (const state of states) {
      const before = this.runs[state] ?? 0;
      if (before > 0 && this.last[state] === run) continue;
      if (before === 0) this.count += 1;
      fresh ||= before === 0;
      this.last[state] = run;
      this.runs[state] = Math.min(3, before + 1);
    }
    this.fresh.push(fresh);
  }

  /** In how many of the last tenth of the runs (at least one) a state was new. */
  lastTenth(): { readonly runs: number; readonly fresh: number } {
    const last = this.fresh.slice(-Math.ceil(this.fresh.length / 10));
    return { runs: last.length, fresh: last.filter((fresh) => fresh).length };
  }

  /**
   * The chance that one more run has a new state: the share of runs that would have had one, had they come last (Good
   * 1953, each left out once). Null before the first run.
   */
  chanceOfNew(): number | null {
    if (this.fresh.length === 0) return null;
    const alone = new Set(this.last.filter((_, state) => this.runs[state] === 1));
    return alone.size / this.fresh.length;
  }

  /** How many states these runs can meet, at least (Chao 1987, corrected for small numbers); rounded. */
  richness(): number {
    const [once, twice] = [1, 2].map((count) => this.runs.filter((runs) => runs === count).length);
    const runs = Math.max(1, this.fresh.length);
    return this.count + Math.round((((runs - 1) / runs) * once * (once - 1)) / (2 * (twice + 1)));
  }
}

const z = 1.959963984540054;

/** The 95 % interval of a share of which `hits` of `runs` were seen (Wilson 1927). */
export function interval(hits: number, runs: number): readonly [number, number] {
  const share = hits / runs;
  const middle = share + (z * z) / (2 * runs);
  const half = z * Math.sqrt((share * (1 - share)) / runs + (z * z) / (4 * runs * runs));
  const scale = 1 + (z * z) / runs;
  return [hits === 0 ? 0 : (middle - half) / scale, hits === runs ? 1 : (middle + half) / scale];
}
