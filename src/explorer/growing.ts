/** Typed arrays that grow. */
type Numbers = Int32Array | Uint8Array | Uint16Array;

/** The array, or, if it is shorter than `length`, a copy at least twice as long; what is new is 0. */
export function grown<A extends Numbers>(array: A, length = array.length + 1): A {
  if (length <= array.length) return array;
  const copy = new (array.constructor as new (length: number) => A)(Math.max(length, 2 * array.length));
  copy.set(array);
  return copy;
}
