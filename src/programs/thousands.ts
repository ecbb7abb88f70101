/** 1234567 → "1,234,567". By hand: the first use of `toLocaleString` takes as long as a small search. */
export function thousands(count: number | bigint): string {
  return String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}
