/** Text in columns of a terminal, where some characters take two and some none; and numbers as people read them. */
import stringWidth from "string-width";
import { thousands } from "../programs/thousands.js";

/** Characters of one column that make up most reports: Latin letters, dashes, dots, arrows, lines, ticks. */
const NARROW = /^[\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2190-\u21ff\u2500-\u259f\u2713\u2717]*$/;

/** Columns that the (unpainted) text takes. */
export function cells(text: string): number {
  return NARROW.test(text) ? text.length : stringWidth(text);
}

/** Filled up with spaces to `width` columns; longer text stays as it is. */
export function pad(text: string, width: number, align: "left" | "right" = "left"): string {
  const space = " ".repeat(Math.max(0, width - cells(text)));
  return align === "left" ? text + space : space + text;
}

/** At most `width` columns; what was cut off is marked by an ellipsis. */
export function clip(text: string, width: number): string {
  if (cells(text) <= width) return text;
  let kept = "";
  let used = 0;
  for (const char of text) {
    const more = cells(char);
    if (used + more > width - 1) break;
    kept += char;
    used += more;
  }
  return `${kept.trimEnd()}…`;
}

/** Broken at spaces into lines of at most `width` columns; a longer word is broken wherever it must be. Never empty. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text
    .split(/\s+(?!%)/)
    .filter((part) => part !== "")
    .flatMap((part) => chop(part, width))) {
    if (line !== "" && cells(line) + 1 + cells(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function chop(word: string, width: number): string[] {
  if (cells(word) <= width) return [word];
  const parts: string[] = [];
  let part = "";
  for (const char of word) {
    if (cells(part) + cells(char) > width) {
      parts.push(part);
      part = "";
    }
    part += char;
  }
  return [...parts, part];
}

/** Entries of a list, `gap` between them, in lines of at most `width` columns; an entry stays in one line. */
export function flow(entries: readonly string[], width: number, gap = "  "): string[] {
  const lines: string[] = [];
  for (const entry of entries) {
    const longer = lines.length === 0 ? null : lines[lines.length - 1] + gap + entry;
    if (longer === null || cells(longer) > width) lines.push(clip(entry, width));
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/** Wrapped, with `first` before the first line and as much space before the others. */
export function hang(first: string, text: string, width: number): string[] {
  const indent = " ".repeat(cells(first));
  return wrap(text, Math.max(20, width - cells(first))).map((line, i) => ((i === 0 ? first : indent) + line).trimEnd());
}

/** (1, "step") → "1 step"; (2, "step") → "2 steps" */
export function plural(count: number | bigint, noun: string, many = `${noun}s`): string {
  return `${thousands(count)} ${Number(count) === 1 ? noun : many}`;
}

/** All digits of a count, "5,719", as long as there are at most 18; else three: "3.57e49". */
export function brief(count: bigint): string {
  const { length } = String(count);
  if (length <= 18) return thousands(count);
  const unit = 10n ** BigInt(length - 3);
  const digits = String((2n * count + unit) / (2n * unit));
  return `${digits[0]}.${digits.slice(1, 3)}e${length + digits.length - 4}`;
}

/** A part of all interleavings: "66.7 %", or "1 in 17,230,816,103" where a percentage would say nothing. */
export function portion(part: bigint, whole: bigint): string {
  if (part === whole) return "100 %";
  // Tenths of a percent, rounded, so that no digit comes from a float.
  const tenths = (part * 2000n + whole) / (2n * whole);
  if (tenths >= 1000n) return ">99.9 %";
  if (tenths >= 1n && part * 1000n >= whole) return `${tenths / 10n}.${tenths % 10n} %`;
  return part === 0n ? "0 %" : `1 in ${brief((2n * whole + part) / (2n * part))}`;
}

/** A probability: "50 %", "66.7 %", or "1 in 17,230,816,103". */
export function chance(probability: number): string {
  if (probability > 0 && probability < 0.001) {
    const one = Math.round(1 / probability);
    return `1 in ${Number.isSafeInteger(one) ? thousands(one) : one.toExponential(1)}`;
  }
  return portion(BigInt(Math.round(probability * 1e15)), 10n ** 15n).replace(".0 %", " %");
}

/** ["a", "b", "c"] → "a, b and c" */
export function list(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
}
