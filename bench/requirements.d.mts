export interface Requirement {
  readonly asked: string;
  readonly said: string;
  /** Null: not measured. */
  readonly met: boolean | null;
}
export function speed(rows: readonly object[], model: string): Requirement;
export function verdict(rows: readonly object[], what: string, secondsOf: (row: never) => number | null): Requirement;
export function fewer(rows: readonly object[], model: string): Requirement;
