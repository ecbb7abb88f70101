/** What a reduced search remembers of the states it has visited, by number. Units are bits. */
import type { ScheduledStep } from "../scheduler/schedule.js";
import { grown } from "./growing.js";

const choiceShift = 5;

export class Visited {
  /** Who has taken all steps from here; 0: nobody can, or the search has not left it yet. */
  explored = new Int32Array(1024);
  /** Of these, who has a step that leads to a state the search had left before it left this one for the first time. */
  leading = new Int32Array(1024);
  private before = new Int32Array(1024);
  private through = new Int32Array(1024);
  private used = 0;

  /** The next state, and the step that found it (-1: none did). */
  add(before: number, unit: number, choice: number): void {
    if (this.used === this.before.length) {
      this.explored = grown(this.explored);
      this.leading = grown(this.leading);
      this.before = grown(this.before);
      this.through = grown(this.through);
    }
    this.before[this.used] = before;
    this.through[this.used++] = (choice << choiceShift) | unit;
  }

  get bytes(): number {
    return 4 * this.before.byteLength;
  }

  /** The steps by which the state was found. */
  wayTo(state: number): ScheduledStep[] {
    const steps: ScheduledStep[] = [];
    for (let at = state; this.before[at] >= 0; at = this.before[at])
      steps.push({ unit: this.through[at] & ((1 << choiceShift) - 1), choice: this.through[at] >> choiceShift });
    return steps.reverse();
  }
}
