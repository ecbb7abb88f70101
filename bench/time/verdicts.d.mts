export interface Cell {
  readonly strategy: string;
  readonly predicted: number | null;
  readonly measured: number;
}
export interface Row {
  readonly name: string;
  readonly recommended: string | null;
  readonly cells: readonly Cell[];
}
export interface Requirement {
  readonly asked: string;
  readonly said: string;
  /** Null: not measured. */
  readonly met: boolean | null;
}
export function errorOf(cell: Pick<Cell, "predicted" | "measured">): number | null;
export function best(row: Row): { readonly strategy: string; readonly margin: number | null };
export function requirements(rows: readonly Row[]): Requirement[];
export function percent(share: number): string;
export function signed(share: number | null): string;
