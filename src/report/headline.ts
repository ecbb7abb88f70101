/** The first line of every report: the answer, the file, the title. */
import { cells, hang } from "./layout.js";
import { stroke } from "./paint.js";
import type { Colour, Paint } from "./paint.js";

/** "✗ violated · counter.scenario — Two threads …"; the title goes to a line of its own when it does not fit. */
export function headline(
  label: string,
  colour: Colour,
  file: string,
  title: string,
  width: number,
  paint: Paint,
): string[] {
  const head = `${paint.bold(stroke(paint, colour, label))} · ${file}`;
  if (title === "" || title === file) return [head];
  if (cells(`${label} · ${file} — ${title}`) <= width) return [`${head} — ${title}`];
  return [head, ...hang("  ", title, width)];
}
