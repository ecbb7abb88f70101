// A paint that shows: "[cyan:███]" where a terminal would show three cyan blocks.
import { plain } from "#sim/report/paint.js";
import type { Paint } from "#sim/report/paint.js";

export const tagged = Object.fromEntries(
  Object.keys(plain).map((colour) => [colour, (text: string) => `[${colour}:${text}]`]),
) as unknown as Paint;

/** What is left without colours. */
export function untagged(text: string): string {
  let bare = text;
  for (;;) {
    const inner = bare.replace(
      /\[(?:bold|dim|red|green|yellow|blue|magenta|cyan):([^[\]]*(?:\[\d+\][^[\]]*)*)\]/g,
      "$1",
    );
    if (inner === bare) return bare;
    bare = inner;
  }
}
