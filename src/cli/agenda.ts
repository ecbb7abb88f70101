/** Which task is next, and whether searches are to stop: shared by all threads without messages. */

const NEXT = 0;
const INTERRUPTED = 1;

export class Agenda {
  /** What another thread needs for an agenda of the same tasks. */
  readonly buffer: SharedArrayBuffer;
  readonly #length: number;
  readonly #cells: Int32Array;

  /** Of `length` tasks, numbered from 0. */
  constructor(length: number, buffer = new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT)) {
    this.#length = length;
    this.buffer = buffer;
    this.#cells = new Int32Array(buffer);
  }

  /** The first task that nobody has taken; from now on it is taken. Null: none is left. */
  take(): number | null {
    const index = Atomics.add(this.#cells, NEXT, 1);
    return index < this.#length ? index : null;
  }

  /** How many tasks nobody has taken. */
  get left(): number {
    return Math.max(0, this.#length - Atomics.load(this.#cells, NEXT));
  }

  /** Searches stop with what was found so far, those still to come at once. */
  interrupt(): void {
    Atomics.store(this.#cells, INTERRUPTED, 1);
  }

  get interrupted(): boolean {
    return Atomics.load(this.#cells, INTERRUPTED) !== 0;
  }
}
