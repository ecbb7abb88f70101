// The documentation's own test: every ```console block is run, every ```scenario block is checked.
//
//     node tools/docs.js           rewrites the outputs in docs/*.md and README.md
//     node tools/docs.js --check   says what differs (the tests do this)
//
// A js block with a text block below is a program, and what it prints.
//
// A console block holds lines `$ sim …` followed by their exact output (standard output, then standard error), at 80
// columns, without colour, in the root folder. Other commands (`$ npm …`) are left alone.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync, existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The files whose blocks are run. */
export function pages() {
  const docs = readdirSync(`${root}docs`)
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`);
  return [...(existsSync(`${root}README.md`) ? ["README.md"] : []), ...docs];
}

/** Blocks of one language in a page: where their inside starts and ends, and their text. */
export function blocks(text, language) {
  const found = [];
  const pattern = new RegExp("^```" + language + "\\n([\\s\\S]*?)^```$", "gm");
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const start = match.index + "```".length + language.length + 1;
    found.push({
      start,
      end: start + match[1].length,
      inside: match[1],
      line: text.slice(0, match.index).split("\n").length,
    });
  }
  return found;
}

/** Runs `sim …` as a reader would. */
function run(command) {
  const args = command.replace(/^(npx )?sim\b/, "").match(/'[^']*'|"[^"]*"|\S+/g) ?? [];
  const words = args.map((word) => word.replace(/^(['"])(.*)\1$/, "$2"));
  const env = { ...process.env, NO_COLOR: "1", COLUMNS: "80" };
  const done = spawnSync(process.execPath, [`${root}bin/sim.js`, ...words], { cwd: root, env, encoding: "utf8" });
  return (done.stdout + done.stderr).replace(/\s+$/, "\n");
}

/** The block with the outputs that its commands have now. */
export function refreshed(inside) {
  const parts = inside.split(/^(?=\$ )/m);
  return parts
    .map((part, i) => {
      const [first] = part.split("\n");
      if (!/^\$ (npx )?sim\b/.test(first)) return part;
      const blank = i < parts.length - 1 ? "\n" : "";
      return `${first}\n${run(first.slice(2))}${blank}`;
    })
    .join("");
}

/** Programs of a page: where what they print starts and ends, that, and what they print now. */
export function programs(text) {
  return [...text.matchAll(/^```js\n([\s\S]*?)^```\n\n```text\n([\s\S]*?)^```$/gm)].map((match) => {
    const end = match.index + match[0].length - "```".length;
    const [, code, inside] = match;
    const line = text.slice(0, end).split("\n").length;
    return { start: end - inside.length, end, inside, line, now: () => printedBy(code) };
  });
}

/** What a module prints that uses this package. */
function printedBy(code) {
  const done = spawnSync(process.execPath, ["--input-type=module"], { cwd: root, input: code, encoding: "utf8" });
  return done.stdout + done.stderr;
}

/** Both, from the end of the page. */
function outputs(text) {
  const consoles = blocks(text, "console").map((block) => ({ ...block, now: () => refreshed(block.inside) }));
  return [...consoles, ...programs(text)].sort((a, b) => b.start - a.start);
}

function refresh(page, check) {
  let text = readFileSync(root + page, "utf8");
  let same = true;
  for (const { start, end, inside, line, now: made } of outputs(text)) {
    const now = made();
    if (now === inside) continue;
    same = false;
    console.log(`${page}:${line}: the output differs`);
    text = text.slice(0, start) + now + text.slice(end);
  }
  if (!same && !check) writeFileSync(root + page, text);
  return same;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const check = process.argv.includes("--check");
  const same = pages().map((page) => refresh(page, check));
  if (check && same.includes(false)) process.exitCode = 1;
}
