/** Where output goes and what it may look like there: the only file that knows about standard streams and colours. */
import colors from "picocolors";
import { plain } from "../report/paint.js";
import type { Paint, ReportOptions } from "../report/paint.js";

const WIDTH = 80;
const WIDTH_MAX = 120;

/** What `--color` / `--no-color` said; undefined: neither. */
export type ColourChoice = boolean | undefined;

/** Results. A reader that went away (`sim … | head`) is no error. */
export function print(text: string): void {
  process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
}

/** Messages and progress. */
export function complain(text: string): void {
  process.stderr.write(text.endsWith("\n") ? text : `${text}\n`);
}

/** What cannot be written stops nothing: a pipe that nobody reads any more, or a full disk, which is told at the end (bin/sim.js). */
export function tolerateClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr])
    if (!stream.listeners("error").includes(ignored)) stream.on("error", ignored);
}

function ignored(): void {
  // See above.
}

/** How reports are to be laid out on standard output. The same everywhere but on a terminal. */
export function reportOptions(choice: ColourChoice, full: boolean | undefined = false): Required<ReportOptions> {
  const width = process.stdout.isTTY ? Math.min(process.stdout.columns, WIDTH_MAX) : WIDTH;
  return { width, paint: paintFor(process.stdout, choice), full };
}

/** The colours of a stream: an option beats the environment, the environment beats what the stream is. */
export function paintFor(stream: NodeJS.WriteStream, choice: ColourChoice): Paint {
  return isColoured(stream, choice) ? colors.createColors(true) : plain;
}

export function isColoured(stream: NodeJS.WriteStream, choice: ColourChoice): boolean {
  if (choice !== undefined) return choice;
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return stream.isTTY && TERM !== "dumb";
}
