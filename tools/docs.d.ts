export interface Block {
  readonly start: number;
  readonly end: number;
  readonly inside: string;
  readonly line: number;
}
export function pages(): string[];
/** Programs of a page, with what they print as it stands there, and now. */
export function programs(
  text: string,
): readonly { readonly inside: string; readonly line: number; readonly now: () => string }[];
export function blocks(text: string, language: string): Block[];
export function refreshed(inside: string): string;
