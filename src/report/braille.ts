/**
 * Lines in a terminal: every character is two by four dots of Braille.
 *
 *     1 4     bits of a character's number above U+2800, by column and row of the dot:
 *     2 5     1 2 4 40 and 8 10 20 80, hexadecimal
 *     3 6
 *     7 8
 */
const BITS = [
  [0x01, 0x02, 0x04, 0x40],
  [0x08, 0x10, 0x20, 0x80],
] as const;

export interface Dots {
  /** The character of a cell, and who drew there last; null: nothing is drawn there. */
  readonly at: (column: number, row: number) => { readonly sign: string; readonly owner: number } | null;
  /** Dots are counted from the left and from the bottom; those outside are left out. */
  readonly dot: (x: number, y: number, owner: number) => void;
  readonly line: (from: Point, to: Point, owner: number) => void;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** An empty picture of so many characters. Rows are counted from the top. */
export function dots(columns: number, rows: number): Dots {
  const cells = new Map<number, { readonly bits: number; readonly owner: number }>();
  const dot = (x: number, y: number, owner: number): void => {
    if (x < 0 || x >= columns * 2 || y < 0 || y >= rows * 4) return;
    const down = rows * 4 - 1 - y;
    const cell = (down >> 2) * columns + (x >> 1);
    const before = cells.get(cell);
    // A character has one colour: the last owner's.
    const bits = before?.owner === owner ? before.bits : 0;
    cells.set(cell, { bits: bits | BITS[x & 1][down & 3], owner });
  };
  const line = (from: Point, to: Point, owner: number): void => {
    const steps = Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y), 1);
    for (let i = 0; i <= steps; i++)
      dot(
        Math.round(from.x + ((to.x - from.x) * i) / steps),
        Math.round(from.y + ((to.y - from.y) * i) / steps),
        owner,
      );
  };
  const at: Dots["at"] = (column, row) => {
    const cell = cells.get(row * columns + column);
    return cell === undefined ? null : { sign: String.fromCharCode(0x2800 + cell.bits), owner: cell.owner };
  };
  return { at, dot, line };
}
