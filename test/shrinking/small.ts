// What the tests of shrinking share.
import { readFileSync } from "node:fs";
import { Diagnostics } from "#sim/language/scenario.js";
import { shrink } from "#sim/shrinking/shrink.js";
import type { ShrinkOptions } from "#sim/shrinking/shrink.js";
import type { Shrunk } from "#sim/shrinking/shrunk.js";

/** The text of a lesson. */
export function lesson(name: string): string {
  return readFileSync(new URL(`../../scenarios/${name}.scenario`, import.meta.url), "utf8");
}

/** The small scenario; there has to be one. */
export function small(text: string, options: ShrinkOptions = {}): Shrunk {
  const done = shrink(text, options);
  if (done instanceof Diagnostics || done.shrunk === null) throw new Error("nothing to shrink");
  return done.shrunk;
}
