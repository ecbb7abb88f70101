/**
 * The text of a scenario and where in it an offset is. Line ends are normalised once, here, so that nobody
 * downstream meets a carriage return or a byte order mark.
 */

/** A place as people count: line and column from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A file's text. Offsets are into `text`, which is the normalised one. */
export class Source {
  readonly text: string;
  /** Shown in messages; need not exist on disk. */
  readonly file: string;
  readonly #starts: readonly number[];

  constructor(text: string, file = "<scenario>") {
    this.text = normalise(text);
    this.file = file;
    this.#starts = lineStarts(this.text);
  }

  /** Number of lines; an empty text has one. */
  get lineCount(): number {
    return this.#starts.length;
  }

  /** Offsets outside the text are moved to its nearest end. */
  position(offset: number): Position {
    const inside = Math.max(0, Math.min(offset, this.text.length));
    const line = this.#lineIndex(inside);
    return { line: line + 1, column: inside - (this.#starts[line] ?? 0) + 1 };
  }

  /** The text of a line (from 1), without its line end; empty for a line that does not exist. */
  line(line: number): string {
    const start = this.#starts[line - 1];
    if (start === undefined) return "";
    const next = this.#starts[line];
    return this.text.slice(start, next === undefined ? this.text.length : next - 1);
  }

  /** Offset of the first character of a line (from 1). */
  lineStart(line: number): number {
    return this.#starts[line - 1] ?? this.text.length;
  }

  #lineIndex(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function normalise(text: string): string {
  const unmarked = text.startsWith("\ufeff") ? text.slice(1) : text;
  return unmarked.includes("\r") ? unmarked.replace(/\r\n?/g, "\n") : unmarked;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
