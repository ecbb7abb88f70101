/** Typed arrays that grow. */

/** A copy twice as long; what is new is 0. */
export function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(2 * array.length);
  copy.set(array);
  return copy;
}

/** A copy twice as long; what is new is 0. */
export function doubledBytes(array: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(2 * array.length);
  copy.set(array);
  return copy;
}
