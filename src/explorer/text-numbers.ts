/** Numbers for texts, in order of first sight. */
export class TextNumbers {
  /** By number. */
  readonly texts: string[];
  private readonly numbers = new Map<string, number>();

  constructor(...texts: readonly string[]) {
    this.texts = [...texts];
  }

  of(text: string): number {
    let number = this.numbers.get(text);
    if (number === undefined) {
      number = this.texts.push(text) - 1;
      this.numbers.set(text, number);
    }
    return number;
  }
}
