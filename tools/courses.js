// The table of the courses: docs/courses.md says which scenario shows which technique, and this tool what its check says.
//
//     node tools/courses.js           rewrites the verdicts, and the list of the scenarios that no course needs
//     node tools/courses.js --check   says what differs (the tests do this)
//
// A row reads `| technique | [name](../scenarios/name.scenario) | verdict |`; the technique is written by hand.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compare } from "../dist/comparing/compare.js";
import { explore } from "../dist/explorer/explore.js";
import { compile } from "../dist/language/compile.js";
import { findingTitle } from "../dist/report/finding.js";
import { needsExploration } from "../dist/testing/expectations.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const page = `${root}docs/courses.md`;
const rowPattern = /^\| (.+) \| \[([\w-]+)\]\(\.\.\/scenarios\/\2\.scenario\) \| (.*?) *\|$/;
const restHeading = "## Beyond the courses";

/** The rows of the page, with their place. */
export function rows(text) {
  return text.split("\n").flatMap((line, at) => {
    const match = rowPattern.exec(line);
    return match === null ? [] : [{ at, technique: match[1], name: match[2], verdict: match[3] }];
  });
}

/** Lines that look like rows and are none: their link is wrong. */
export function misspelt(text) {
  const lines = text.split("\n");
  return lines.filter((line) => line.startsWith("|") && line.includes("](") && !rowPattern.test(line));
}

export function isScenario(name) {
  return existsSync(`${root}scenarios/${name}.scenario`);
}

function scenarioText(name) {
  return readFileSync(`${root}scenarios/${name}.scenario`, "utf8");
}

const verdicts = new Map();

/** What the check of a scenario says: "holds", or what is violated. Several rows may name one scenario. */
export function verdictOf(name) {
  if (!verdicts.has(name)) verdicts.set(name, checked(name));
  return verdicts.get(name);
}

function checked(name) {
  const { program, diagnostics } = compile(scenarioText(name), { file: `scenarios/${name}.scenario` });
  if (program === null) return `does not compile: ${diagnostics[0].message}`;
  if (!needsExploration(program)) return timed(program);
  const { verdict, findings } = explore(program);
  if (verdict !== "violated") return verdict;
  const titles = findings.filter(({ violates }) => violates).map((finding) => findingTitle(finding));
  return [...new Set(titles)].join(", ").replaceAll("|", "\\|");
}

/** What is recommended where only times are expected. */
function timed(program) {
  const { rows, recommended } = compare(program, { breakEven: false, bands: false });
  return recommended === null ? "no strategy" : `use ${rows[recommended].name}`;
}

/** The list under the last heading: every scenario that stands in no table. */
function rest(text) {
  const named = new Set(rows(text).map(({ name }) => name));
  const files = readdirSync(`${root}scenarios`).filter((file) => file.endsWith(".scenario"));
  const names = files.map((file) => file.replace(/\.scenario$/, "")).filter((name) => !named.has(name));
  return names.sort().map((name) => {
    const title = /^scenario "(.*)"/m.exec(scenarioText(name))?.[1] ?? name;
    return `* [${name}](../scenarios/${name}.scenario): ${title}`;
  });
}

/** The page as it should be. */
export function refreshed(text) {
  const lines = text.split("\n");
  for (const { at, technique, name } of rows(text))
    lines[at] = `| ${technique} | [${name}](../scenarios/${name}.scenario) | ${verdictOf(name)} |`;
  const heading = lines.indexOf(restHeading);
  const first = lines.findIndex((line, at) => at > heading && line.startsWith("* "));
  return [...lines.slice(0, first), ...rest(text), ""].join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = readFileSync(page, "utf8");
  const now = refreshed(text);
  const check = process.argv.includes("--check");
  const before = text.split("\n");
  for (const line of now.split("\n")) if (!before.includes(line)) console.log(`docs/courses.md: ${line}`);
  if (now !== text && check) process.exitCode = 1;
  if (now !== text && !check) writeFileSync(page, now);
}
