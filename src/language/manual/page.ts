/** The semantics page: the library's guarded commands as Markdown. */
import { printExpression, printParameters } from "../print-expression.js";
import { printDefinition, printStatement } from "../print-statement.js";
import type { Alternative, FunctionDef, Statement } from "../syntax.js";
import { chapters, type Chapter, type Kind } from "./chapters.js";
import { introduction } from "./introduction.js";
import { mentioned, type Operation, type Step } from "./operations.js";

/** The whole of docs/semantics.md. */
export function semanticsPage(): string {
  const all = chapters();
  const parts = [introduction, contents(all), ...all.map(chapter)];
  return `${parts.map((part) => part.trim()).join("\n\n")}\n`;
}

/** As GitHub makes it of a heading. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, "")
    .replaceAll(" ", "-");
}

function link(text: string, heading: string): string {
  return `[${text}](#${anchor(heading)})`;
}

function contents(all: readonly Chapter[]): string {
  const rows = all.map(
    (one) =>
      `| ${link(`\`${one.module}\``, one.module)} | ${[
        ...one.kinds
          .filter(({ name }) => !name.startsWith("_"))
          .map(({ name }) => link(`\`${name}\``, `${one.module}.${name}`)),
        ...one.functions.filter(({ isPublic }) => isPublic).map(({ name }) => `\`${name}\``),
        ...[...one.exceptions.map(({ name }) => name), ...one.natives].map((name) => `\`${name}\``),
      ].join(", ")} |`,
  );
  return ["## Contents", "", "| module | names |", "|---|---|", ...rows].join("\n");
}

function chapter(one: Chapter): string {
  const sections = [
    `## ${one.module}`,
    list(one.exceptions.map((kind) => `\`${kind.name}(${kind.bases.join(", ")})\`: ${kind.doc ?? "an exception."}`)),
    list(one.constants.map((text) => `\`${text}\``)),
    natives(one),
    ...one.kinds.map((kind) => section(kind, one)),
    operations(one.functions, one, one.kinds.length > 0 ? `### ${one.module}, functions` : ""),
    parts(one.parts),
  ];
  return sections.filter((text) => text !== "").join("\n\n");
}

function natives({ natives: names }: Chapter): string {
  if (names.length === 0) return "";
  return `Built in, without code of the library: ${names.map((name) => `\`${name}\``).join(", ")}.`;
}

function section(kind: Kind, of: Chapter): string {
  const text = [
    `### ${of.module}.${kind.name}`,
    kind.doc ?? (kind.name.startsWith("_") ? "Not for programs; others are made of it." : ""),
    construction(kind),
    inheritance(kind, of),
    operations(kind.operations, of, "", isConcurrent(kind, of)),
    parts(kind.parts),
  ];
  return text.filter((part) => part !== "").join("\n\n");
}

/** How it is made, and what its fields are at the start. */
function construction({ name, constructor_ }: Kind): string {
  if (constructor_ === null) return "";
  const call = `\`${name}(${printParameters(constructor_.node.params.slice(1))})\``;
  const lines = constructor_.code.flatMap(printStatement);
  if (lines.length === 0 || lines[0] === "pass") return call;
  if (lines.every((line) => /^self\.\w+ = /.test(line)))
    return `${call} starts with ${lines.map((line) => `\`${line.replace("self.", "")}\``).join(", ")}.`;
  return [`${call} starts with`, "", fenced(lines)].join("\n");
}

function inheritance({ bases, inherited }: Kind, of: Chapter): string {
  if (bases.length === 0) return "";
  const names = bases.map((base) =>
    of.kinds.some(({ name }) => name === base) ? link(`\`${base}\``, `${of.module}.${base}`) : `\`${base}\``,
  );
  const unchanged = inherited.length === 0 ? "" : ` Unchanged: ${inherited.map((name) => `\`${name}\``).join(", ")}.`;
  return `A kind of ${names.join(", ")}.${unchanged}`;
}

/** Has it, or has its base, an operation at which units meet? */
function isConcurrent({ operations: own, bases }: Kind, of: Chapter): boolean {
  return own.some(isLong) || of.kinds.some((other) => bases.includes(other.name) && isConcurrent(other, of));
}

/** Those that have steps or wait have a heading each; the others are lines of a list, unless all are `wanted`. */
function operations(all: readonly Operation[], of: Chapter, heading: string, wanted = false): string {
  const isFull = (one: Operation): boolean => isLong(one) || (wanted && linesOf(one).length > 1);
  const long = all.filter(isFull);
  const short = all.filter((one) => !isFull(one));
  const plain = short.length > 0 && long.length > 0 ? "In plain code:" : "";
  const text = [heading, ...long.map((one) => inFull(one, of)), plain, list(short.map(inShort))].filter(
    (part) => part !== "",
  );
  return all.length === 0 ? "" : text.join("\n\n");
}

function isLong({ steps, suspends }: Operation): boolean {
  return steps.length > 0 || suspends;
}

/** Code of one line is shown; more of it would say nothing of steps. */
function inShort(one: Operation): string {
  const lines = linesOf(one);
  const code = lines.length === 1 && lines[0] !== "pass" ? [`\`${lines[0]}\``] : [];
  return [called(one), ...(one.doc === null ? [] : [one.doc]), ...code].join(" · ");
}

function linesOf({ code }: Operation): string[] {
  return code.flatMap(printStatement);
}

function called({ signature, protocol }: Operation): string {
  return `\`${signature}\`${protocol === null ? "" : ` (${protocol})`}`;
}

function inFull(one: Operation, of: Chapter): string {
  const alone = one.code.length === 1 && one.steps.length === 1 && printStatement(one.code[0])[0] === "step 1";
  const text = [
    `#### ${called(one)}`,
    one.doc ?? "",
    alone ? "" : fenced(linesOf(one)),
    ...one.steps.map((step, i) => table(step, alone ? null : i + 1)),
    elsewhere(one, of),
  ];
  return text.filter((part) => part !== "").join("\n\n");
}

/** Private functions with steps of their own that it calls. */
function elsewhere(one: Operation, of: Chapter): string {
  const names = mentioned(one.code);
  const found = [
    ...of.functions.filter((other) => isCalled(other, names)).map(({ name }) => `\`${name}\``),
    ...of.kinds.flatMap((kind) =>
      kind.operations
        .filter((other) => isCalled(other, names))
        .map(({ name }) => `${link(`\`${kind.name}\``, `${of.module}.${kind.name}`)}\`.${name}\``),
    ),
  ];
  return found.length === 0 ? "" : `Further steps: those of ${found.join(", ")}.`;
}

function isCalled({ isPublic, steps, name }: Operation, names: ReadonlySet<string>): boolean {
  return !isPublic && steps.length > 0 && names.has(name);
}

function table(step: Step, number: number | null): string {
  const whens = step.alternatives.filter(({ form }) => form === "when");
  const after = step.alternatives.find(({ form }) => form === "after");
  const always = whens.some(isTrue);
  const rows = whens.map((one, i) => [guard(one, i === 0), effect(one.body), words(one.words)]);
  if (after !== undefined) rows.push([`after \`${cell(after)}\` s`, effect(after.body), words(after.words)]);
  if (!always) rows.push([rows.length === 0 ? "always" : "else", "waits", words(step.blocked)]);
  const head = number === null ? "when" : `step ${number}: when`;
  return [`| ${head} | effect | in words |`, "|---|---|---|", ...rows.map((row) => `| ${row.join(" | ")} |`)].join(
    "\n",
  );
}

function guard(one: Alternative, first: boolean): string {
  if (isTrue(one)) return first ? "always" : "otherwise";
  return `\`${cell(one)}\``;
}

function isTrue({ guard: test }: Alternative): boolean {
  return test.kind === "Constant" && test.value === true;
}

function cell({ guard: test }: Alternative): string {
  return escaped(printExpression(test));
}

/** Line by line; spaces that do not break keep the indentation. */
function effect(body: readonly Statement[]): string {
  const lines = body.flatMap(printStatement);
  if (lines.join() === "pass") return "";
  return lines
    .map((line) => `\`${escaped(line).replace(/^ +/, (spaces) => "\u00a0".repeat(spaces.length))}\``)
    .join("<br>");
}

function words(text: string | null): string {
  return escaped(text ?? "");
}

function escaped(code: string): string {
  return code.replaceAll("|", "\\|");
}

function parts(functions: readonly FunctionDef[]): string {
  if (functions.length === 0) return "";
  return ["Called there:", "", fenced(functions.flatMap(printDefinition))].join("\n");
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join("\n");
}

function fenced(lines: readonly string[]): string {
  return ["```python", ...lines, "```"].join("\n");
}
