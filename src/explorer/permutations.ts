/**
 * Permutations of cells, interned: `of(number)[i]` is where cell i goes. Number 0 is the identity, of any length.
 * Composing is a lookup once it has been done.
 */
import { PairTable } from "./pair-table.js";

export class Permutations {
  private readonly items: (readonly number[])[] = [[]];
  private readonly numbers = new Map<string, number>();
  private composed: PairTable | null = null;
  private readonly inverses: (readonly number[] | undefined)[] = [[]];
  private onNew: ((permutation: readonly number[], number: number) => void) | null = null;

  get size(): number {
    return this.items.length;
  }

  /** Tells of each but the identity, now or when it comes. */
  eachNew(tell: (permutation: readonly number[], number: number) => void): void {
    this.onNew = tell;
    this.items.forEach((permutation, number) => {
      if (number > 0) tell(permutation, number);
    });
  }

  /** By number. */
  get all(): readonly (readonly number[])[] {
    return this.items;
  }

  of(number: number): readonly number[] {
    return this.items[number];
  }

  /** Where the cell goes. */
  image(number: number, cell: number): number {
    return number === 0 ? cell : this.items[number][cell];
  }

  /** What comes to each cell: `inverse(number)[of(number)[i]]` is i. */
  inverse(number: number): readonly number[] {
    return (this.inverses[number] ??= invert(this.items[number]));
  }

  number(permutation: readonly number[]): number {
    if (permutation.every((image, cell) => image === cell)) return 0;
    const text = permutation.join(" ");
    let number = this.numbers.get(text);
    if (number === undefined) {
      number = this.items.length;
      this.numbers.set(text, number);
      this.items.push([...permutation]);
      this.onNew?.(permutation, number);
    }
    return number;
  }

  /** First the one, then the other. */
  then(first: number, second: number): number {
    if (first === 0) return second;
    if (second === 0) return first;
    this.composed ??= new PairTable();
    const known = this.composed.get(first, second);
    if (known !== PairTable.missing) return known;
    const number = this.number(this.items[first].map((cell) => this.items[second][cell]));
    this.composed.set(first, second, number);
    return number;
  }
}

function invert(permutation: readonly number[]): number[] {
  const inverse = permutation.map(() => 0);
  permutation.forEach((image, cell) => {
    inverse[image] = cell;
  });
  return inverse;
}
