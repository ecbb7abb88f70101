export interface Row {
  readonly at: number;
  readonly technique: string;
  readonly name: string;
  readonly verdict: string;
}
export function rows(text: string): Row[];
export function misspelt(text: string): string[];
export function isScenario(name: string): boolean;
export function verdictOf(name: string): string;
export function refreshed(text: string): string;
