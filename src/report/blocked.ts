/** Who cannot go on, and what each waits for: a line for each, in columns. */
import type { Blocked, Trace } from "../scheduler/trace.js";
import { cells, hang, pad } from "./layout.js";
import { stroke, unitColour } from "./paint.js";
import type { Paint } from "./paint.js";

/** In the order of `waiting`. Where it is too wide, words are shortened, then broken. */
export function blockedRows({ units }: Trace, waiting: readonly Blocked[], width: number, paint: Paint): string[] {
  const names = Math.max(...waiting.map(({ unit }) => cells(units[unit].name)));
  const numbers = Math.max(...waiting.map(({ place }) => String(place.line).length));
  const lines = waiting.map(({ place }) => `line ${String(place.line).padStart(numbers)}`);
  const tight = waiting.some(({ words }, i) => 2 + names + 2 + lines[i].length + 2 + cells(words) > width);
  return waiting.flatMap(({ unit, words }, i) => {
    const [name, line] = [pad(units[unit].name, names), lines[i]];
    const said = tight ? words.replace(/ since (line \d+)/g, " ($1)") : words;
    const [first, ...more] = hang(`  ${name}  ${line}  `, said, width);
    const after = first.slice(2 + name.length + 2 + line.length);
    return [
      `  ${stroke(paint, unitColour(unit), name)}  ${paint.dim(line)}${paint.yellow(after)}`,
      ...more.map(paint.yellow),
    ];
  });
}
