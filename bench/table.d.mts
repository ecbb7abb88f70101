export function median(numbers: readonly (number | null | undefined)[]): number | null;
export function table(columns: readonly (readonly string[])[], rows: readonly (readonly string[])[]): string;
export function sectionOf(text: string, name: string): string | null;
export function withSection(text: string, name: string, inside: string): string;
