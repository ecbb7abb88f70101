/** A step that chooses is several transitions: its alternatives, numbered in the order in which the choices are made. */
import { NeedsChoice } from "./machine.js";

/** Calls `attempt` with every sequence of choices that a step can make; it returns the step's result for that sequence. */
export function alternatives<R>(
  attempt: (choices: readonly number[]) => R,
): { choices: readonly number[]; result: R }[] {
  const found: { choices: readonly number[]; result: R }[] = [];
  const explore = (choices: readonly number[]): void => {
    let result: R;
    try {
      result = attempt(choices);
    } catch (error) {
      if (!(error instanceof NeedsChoice)) throw error;
      for (let i = 0; i < error.count; i++) explore([...choices, i]);
      return;
    }
    found.push({ choices, result });
  };
  explore([]);
  return found;
}
