export interface Block {
  readonly start: number;
  readonly end: number;
  readonly inside: string;
  readonly line: number;
}
export function pages(): string[];
export function blocks(text: string, language: string): Block[];
export function refreshed(inside: string): string;
