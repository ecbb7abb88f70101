/** Figures and tables as Markdown, and where they go: the marked sections of docs/performance.md. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const page = fileURLToPath(new URL("../docs/performance.md", import.meta.url));

/** The middle one; null if some are missing. */
export function median(numbers) {
  if (numbers.length === 0 || numbers.some((number) => number === null || number === undefined)) return null;
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

/** "1,331"; "–" for what was not measured. */
export function count(number) {
  return missing(number) ? "–" : Math.round(number).toLocaleString("en");
}

/** Seconds with two digits that count: "0.012", "1.3", "42". */
export function seconds(number) {
  return missing(number) ? "–" : number >= 10 ? number.toFixed(0) : number >= 1 ? number.toFixed(1) : two(number);
}

/** "5.3 ×" */
export function times(number) {
  return missing(number) ? "–" : `${number >= 10 ? Math.round(number) : two(number)} ×`;
}

/** Of two figures; null if one is missing. */
export function ratio(a, b) {
  return missing(a) || missing(b) || b === 0 ? null : a / b;
}

function missing(number) {
  return number === null || number === undefined || Number.isNaN(number);
}

function two(number) {
  return number === 0 ? "0" : String(Number(number.toPrecision(2)));
}

/** Columns are `[heading]` or `[heading, "left"]`. */
export function table(columns, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const heads = columns.map(([heading]) => heading);
  const rules = columns.map(([, side]) => (side === "left" ? "---" : "---:"));
  return [line(heads), line(rules), ...rows.map(line)].join("\n");
}

const mark = (name) => [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`];

/** What stands in a section of a page, without its marks; null if the page has no such section, or more than one. */
export function sectionOf(text, name) {
  const parts = mark(name).map((each) => text.split(each));
  if (parts.some((each) => each.length !== 2)) return null;
  const [open, close] = mark(name).map((each) => text.indexOf(each));
  return open < close ? text.slice(open + mark(name)[0].length, close).trim() : null;
}

/** The page with a section replaced. */
export function withSection(text, name, inside) {
  if (sectionOf(text, name) === null) throw new Error(`the page has no section ${name}`);
  const [open, close] = mark(name);
  return `${text.slice(0, text.indexOf(open) + open.length)}\n${inside}\n${text.slice(text.indexOf(close))}`;
}

/** Prints a section, and writes it into docs/performance.md if `--write` was said and it is `sound`. */
export function publish(name, inside, sound = true) {
  console.log(`\n${inside}\n`);
  if (!sound || !process.argv.includes("--write")) return;
  writeFileSync(page, withSection(readFileSync(page, "utf8"), name, inside));
}
