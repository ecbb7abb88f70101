/** Sets of units as bits. */

/** The first of them; there is one. */
export function lowest(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

export function count(bits: number): number {
  let n = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) n += 1;
  return n;
}
