/**
 * Uniform random walk (Zhao, Wolff, Mathur, Roychoudhury 2025): a unit weighs as much as it has steps left, those of the
 * units it will create among them. If every run has the steps that were measured, all interleavings have the same chance:
 * of the (a + b)! / (a! b!) ways to merge a and b steps, a / (a + b) begin with the first.
 */
import type { Weights } from "./lottery.js";
import type { Measured } from "./measure.js";

export function remainingSteps({ steps, creators }: Measured): Weights {
  const total = [...steps];
  for (let unit = total.length - 1; unit >= 0; unit--) if (creators[unit] >= 0) total[creators[unit]] += total[unit];
  const left = [...total];
  let known = creators.filter((creator) => creator < 0).length;
  return {
    meet: (units) => {
      for (; known < units; known++) if (known < total.length) left[creators[known]] -= total[known];
    },
    of: (unit) => Math.max(1, left.at(unit) ?? 1),
    took: (unit) => {
      left[unit] = (left.at(unit) ?? 1) - 1;
    },
  };
}
