/** Every code with its explanation, for `sim explain CODE`. */
export interface Explanation { readonly title: string; readonly text: string }
export const CATALOGUE: Readonly<Record<string, Explanation>> = {};
export function explain(code: string): Explanation | null { return CATALOGUE[code.toUpperCase()] ?? null; }
