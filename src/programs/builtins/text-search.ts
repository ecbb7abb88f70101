/** Finding, splitting and trimming, for str and (one char per byte) bytes. */

import { raise_ } from "./heap.js";
import { charactersOf } from "./quoting.js";

const LENGTH_MAX = 10_000_000;

const space = /[\s\x1c-\x1f\x85]/u;

function isSpace(char: string): boolean {
  return space.test(char) && char !== "\ufeff";
}

/** Where `needle` begins in `text`, the first or the last such place; -1 if nowhere. */
export function find(text: readonly string[], needle: readonly string[], how: "find" | "rfind"): number {
  const last = text.length - needle.length;
  const at = (start: number): boolean => needle.every((char, i) => text[start + i] === char);
  if (how === "find") {
    for (let i = 0; i <= last; i++) if (at(i)) return i;
  } else for (let i = last; i >= 0; i--) if (at(i)) return i;
  return -1;
}

export function partition(text: string, separator: string, from: "left" | "right"): [string, string, string] {
  const at = from === "left" ? text.indexOf(separator) : text.lastIndexOf(separator);
  if (at < 0) return from === "left" ? [text, "", ""] : ["", "", text];
  return [text.slice(0, at), separator, text.slice(at + separator.length)];
}

/** `limit` splits at most; negative: no limit. */
export function splitAround(text: string, separator: string, limit: number, from: "left" | "right"): string[] {
  const parts: string[] = [];
  let rest = text;
  for (let left = limit; left !== 0; left--) {
    const at = from === "left" ? rest.indexOf(separator) : rest.lastIndexOf(separator);
    if (at < 0) break;
    parts.push(from === "left" ? rest.slice(0, at) : rest.slice(at + separator.length));
    rest = from === "left" ? rest.slice(at + separator.length) : rest.slice(0, at);
  }
  parts.push(rest);
  return from === "left" ? parts : parts.reverse();
}

/** Runs of white space separate; at both ends it is dropped. */
export function splitOnSpace(text: string, limit: number, from: "left" | "right"): string[] {
  const parts: string[] = [];
  let rest = trim(text, null, from === "left" ? "left" : "right");
  for (let left = limit; left !== 0 && rest !== ""; left--) {
    const at = from === "left" ? Array.from(rest).findIndex(isSpace) : -1;
    const cut =
      from === "left" ? (at < 0 ? rest.length : Array.from(rest).slice(0, at).join("").length) : lastSpace(rest);
    parts.push(from === "left" ? rest.slice(0, cut) : rest.slice(cut));
    rest = from === "left" ? trim(rest.slice(cut), null, "left") : trim(rest.slice(0, cut), null, "right");
  }
  if (rest !== "") parts.push(rest);
  return from === "left" ? parts : parts.reverse();
}

/** Where the last word begins. */
function lastSpace(text: string): number {
  for (let i = text.length; i > 0; i--) if (isSpace(text[i - 1])) return i;
  return 0;
}

/** The first `limit` (negative: all) occurrences replaced; "" occurs between all characters and at both ends. */
export function replaceIn(text: string, from: string, to: string, limit: number): string {
  if (limit === 0) return text;
  const pieces = from === "" ? ["", ...charactersOf(text), ""] : text.split(from);
  if (text.length + pieces.length * to.length > LENGTH_MAX) raise_("MemoryError");
  if (limit < 0 || limit >= pieces.length - 1) return pieces.join(to);
  return [...pieces.slice(0, limit), pieces.slice(limit).join(from)].join(to);
}

const lineEnd = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/g;

export function splitLines(text: string, keep: boolean): string[] {
  const lines: string[] = [];
  let start = 0;
  for (const match of text.matchAll(lineEnd)) {
    const end = match.index + match[0].length;
    lines.push(text.slice(start, keep ? end : match.index));
    start = end;
  }
  if (start < text.length) lines.push(text.slice(start));
  return lines;
}

/** Drops the characters (null: white space) from the sides. */
export function trim(text: string, characters: string | null, sides: "both" | "left" | "right"): string {
  const items = Array.from(text);
  const set = characters === null ? null : new Set(characters);
  const drops = (char: string): boolean => (set === null ? isSpace(char) : set.has(char));
  let start = 0;
  let end = items.length;
  if (sides !== "right") while (start < end && drops(items[start])) start += 1;
  if (sides !== "left") while (end > start && drops(items[end - 1])) end -= 1;
  return items.slice(start, end).join("");
}
